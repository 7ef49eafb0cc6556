package highavailability.scheduling;

import java.time.Duration;
import java.util.Objects;

/**
 * What scheduling depends on.
 *
 * @param verifyAfter when to look at a submitted job again ({@code
 *     TimeDurationInMinutesToVerifyJobStatus})
 * @param maxWait how long a request waits for a usable instance ({@code
 *     MaxJobRequestWaitInMinutes})
 */
public record SchedulingSettings(Duration verifyAfter, Duration maxWait) {
  /** Rejects nulls. */
  public SchedulingSettings {
    Objects.requireNonNull(verifyAfter, "verifyAfter");
    Objects.requireNonNull(maxWait, "maxWait");
  }
}
