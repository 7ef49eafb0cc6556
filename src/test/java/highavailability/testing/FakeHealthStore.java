package highavailability.testing;

import highavailability.health.HealthState;
import highavailability.health.MediaServiceInstanceHealth;
import highavailability.health.MediaServiceInstanceHealthStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Health records in memory. */
public final class FakeHealthStore implements MediaServiceInstanceHealthStore {
  private final Map<String, MediaServiceInstanceHealth> records = new LinkedHashMap<>();

  @Override
  public synchronized List<MediaServiceInstanceHealth> list() {
    return List.copyOf(records.values());
  }

  @Override
  public synchronized void mergeEvaluation(MediaServiceInstanceHealth health) {
    put(health, health.state(), find(health.accountName()).enabled());
  }

  @Override
  public synchronized void mergeEnabled(String accountName, boolean enabled) {
    MediaServiceInstanceHealth there = find(accountName);
    put(there, there.state(), enabled);
  }

  /** Sets the state of an instance, as an evaluation would. */
  public synchronized void set(String accountName, HealthState state) {
    MediaServiceInstanceHealth there = find(accountName);
    put(there, state, there.enabled());
  }

  /** The record of an instance. */
  public synchronized MediaServiceInstanceHealth find(String accountName) {
    return Optional.ofNullable(records.get(accountName))
        .orElseGet(() -> MediaServiceInstanceHealth.unknown(accountName));
  }

  private void put(MediaServiceInstanceHealth from, HealthState state, boolean enabled) {
    records.put(
        from.accountName(),
        new MediaServiceInstanceHealth(
            from.accountName(),
            state,
            enabled,
            from.lastUpdated(),
            from.jobSuccessRate(),
            from.callSuccessRate(),
            from.reason()));
  }
}
