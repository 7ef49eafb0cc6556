package highavailability.testing;

import highavailability.mediaservices.MediaServiceAdministrations;
import highavailability.mediaservices.UnknownInstanceException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What operators do at a cluster of instances in memory. */
public final class FakeMediaServiceAdministrations implements MediaServiceAdministrations {
  private final Map<String, FakeMediaServiceAdministration> administrations = new LinkedHashMap<>();

  /** A cluster with the given accounts. */
  public FakeMediaServiceAdministrations(String... accountNames) {
    for (String accountName : accountNames) {
      administrations.put(accountName, new FakeMediaServiceAdministration(accountName));
    }
  }

  @Override
  public FakeMediaServiceAdministration administrationOf(String accountName) {
    return Optional.ofNullable(administrations.get(accountName))
        .orElseThrow(
            () -> new UnknownInstanceException(accountName, List.copyOf(administrations.keySet())));
  }
}
