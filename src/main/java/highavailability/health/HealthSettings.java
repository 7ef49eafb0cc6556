package highavailability.health;

import java.time.Duration;
import java.util.Objects;

/**
 * What the evaluation of an instance's health depends on; names and defaults are those of the
 * settings in 004_769afd586cfce8b9.txt.
 *
 * @param jobWindow how far back submitted jobs count ({@code TimeWindowToLoadJobsInMinutes})
 * @param callWindow how far back calls count ({@code TimeWindowToLoadMediaServiceCallsInMinutes})
 * @param stuckInProcess age since submission at which an unfinished job counts as stuck ({@code
 *     NumberOfMinutesInProcessToMarkJobStuck})
 * @param stuckInScheduled time in Scheduled at which a job counts as stuck ({@code
 *     NumberOfMinutesInScheduledToMarkJobStuck})
 * @param healthyRate rate from which an instance is healthy ({@code SuccessRateForHealthyState})
 * @param unhealthyRate rate down to which an instance is not yet unhealthy, exclusive ({@code
 *     SuccessRateForUnHealthyState})
 * @param minimumSamples jobs or calls below which a rate says nothing ({@code
 *     MinimumNumberOfHealthSamples})
 */
public record HealthSettings(
    Duration jobWindow,
    Duration callWindow,
    Duration stuckInProcess,
    Duration stuckInScheduled,
    double healthyRate,
    double unhealthyRate,
    int minimumSamples) {
  /** Rejects nulls. */
  public HealthSettings {
    Objects.requireNonNull(jobWindow, "jobWindow");
    Objects.requireNonNull(callWindow, "callWindow");
    Objects.requireNonNull(stuckInProcess, "stuckInProcess");
    Objects.requireNonNull(stuckInScheduled, "stuckInScheduled");
  }
}
