package highavailability.testing;

import highavailability.mediaservices.MediaServiceInstances;
import highavailability.mediaservices.UnknownInstanceException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A cluster of instances in memory. */
public final class FakeMediaServiceInstances implements MediaServiceInstances {
  private final Map<String, FakeMediaServiceInstance> instances = new LinkedHashMap<>();

  /** A cluster with the given accounts. */
  public FakeMediaServiceInstances(String... accountNames) {
    for (String accountName : accountNames) {
      instances.put(accountName, new FakeMediaServiceInstance(accountName));
    }
  }

  @Override
  public List<String> accountNames() {
    return List.copyOf(instances.keySet());
  }

  @Override
  public FakeMediaServiceInstance get(String accountName) {
    return Optional.ofNullable(instances.get(accountName))
        .orElseThrow(() -> new UnknownInstanceException(accountName, accountNames()));
  }

  /** Takes an instance out of the configuration. */
  public void remove(String accountName) {
    instances.remove(accountName);
  }
}
