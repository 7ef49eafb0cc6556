package highavailability.verification;

import java.time.Duration;
import java.util.Objects;

/**
 * What verification depends on.
 *
 * @param verifyAfter time between two looks at a job ({@code
 *     TimeDurationInMinutesToVerifyJobStatus})
 * @param maxResubmissions attempts that may follow the first one ({@code MaxNumberOfResubmissions})
 */
public record VerificationSettings(Duration verifyAfter, int maxResubmissions) {
  /** Rejects nulls. */
  public VerificationSettings {
    Objects.requireNonNull(verifyAfter, "verifyAfter");
  }
}
