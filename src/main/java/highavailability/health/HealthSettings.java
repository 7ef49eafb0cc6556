package highavailability.health;

import highavailability.jobs.StuckRule;
import java.time.Duration;
import java.util.Objects;

/**
 * What the evaluation of an instance's health depends on; names and defaults are those of the
 * settings in 004_769afd586cfce8b9.txt.
 *
 * @param jobWindow how far back submitted jobs count ({@code TimeWindowToLoadJobsInMinutes})
 * @param callWindow how far back calls count ({@code TimeWindowToLoadMediaServiceCallsInMinutes})
 * @param stuck when an unfinished job counts against its instance
 * @param healthyRate rate from which an instance is healthy ({@code SuccessRateForHealthyState})
 * @param unhealthyRate rate down to which an instance is not yet unhealthy, exclusive ({@code
 *     SuccessRateForUnHealthyState})
 * @param minimumSamples jobs or calls below which a rate says nothing ({@code
 *     MinimumNumberOfHealthSamples})
 * @param recoveryPeriod how long every signal must be good until older trouble is forgotten ({@code
 *     InstanceRecoveryPeriodInMinutes})
 */
public record HealthSettings(
    Duration jobWindow,
    Duration callWindow,
    StuckRule stuck,
    double healthyRate,
    double unhealthyRate,
    int minimumSamples,
    Duration recoveryPeriod) {
  /** Rejects nulls. */
  public HealthSettings {
    Objects.requireNonNull(jobWindow, "jobWindow");
    Objects.requireNonNull(callWindow, "callWindow");
    Objects.requireNonNull(stuck, "stuck");
    Objects.requireNonNull(recoveryPeriod, "recoveryPeriod");
  }
}
