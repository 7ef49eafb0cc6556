package highavailability.mediaservices;

import java.util.List;

/** An account name that the configuration does not have. */
public final class UnknownInstanceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Names the account and the ones that there are. */
  public UnknownInstanceException(String accountName, List<String> known) {
    super(
        "There is no Media Services instance '"
            + accountName
            + "' in AMSConfiguration; it has "
            + String.join(", ", known)
            + ".");
  }
}
