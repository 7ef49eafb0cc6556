package highavailability.health;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What is known of an instance's health.
 *
 * @param accountName the instance
 * @param state the result of the last evaluation
 * @param enabled whether an operator lets it get new jobs
 * @param lastUpdated when it was last evaluated; empty before the first time
 * @param jobSuccessRate 0 to 1; empty when there were too few jobs to tell
 * @param callSuccessRate 0 to 1; empty when there were too few calls to tell
 * @param reason why the state is what it is, for a person
 */
public record MediaServiceInstanceHealth(
    String accountName,
    HealthState state,
    boolean enabled,
    Optional<Instant> lastUpdated,
    OptionalDouble jobSuccessRate,
    OptionalDouble callSuccessRate,
    String reason) {
  /** Rejects nulls. */
  public MediaServiceInstanceHealth {
    Objects.requireNonNull(accountName, "accountName");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(lastUpdated, "lastUpdated");
    Objects.requireNonNull(jobSuccessRate, "jobSuccessRate");
    Objects.requireNonNull(callSuccessRate, "callSuccessRate");
    Objects.requireNonNull(reason, "reason");
  }

  /** An instance that was never evaluated counts as healthy and enabled. */
  public static MediaServiceInstanceHealth unknown(String accountName) {
    return new MediaServiceInstanceHealth(
        accountName,
        HealthState.HEALTHY,
        true,
        Optional.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        "not evaluated yet");
  }
}
