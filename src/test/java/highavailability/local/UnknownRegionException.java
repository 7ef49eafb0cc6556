package highavailability.local;

import java.util.List;

/** There is no region with this account. */
final class UnknownRegionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnknownRegionException(String accountName, List<String> known) {
    super(
        "There is no region with the account '%s': give one of %s"
            .formatted(accountName, String.join(", ", known)));
  }
}
