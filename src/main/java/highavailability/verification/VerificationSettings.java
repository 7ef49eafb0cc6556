package highavailability.verification;

import highavailability.jobs.StuckRule;
import java.time.Duration;
import java.util.Objects;

/**
 * What verification depends on.
 *
 * @param verifyAfter time between two looks at a job ({@code
 *     TimeDurationInMinutesToVerifyJobStatus})
 * @param stuck when an unfinished attempt counts as stuck
 * @param maxVerifications looks that may find an attempt stuck before something is done about it
 *     ({@code MaxNumberOfVerifications})
 * @param stuckJobPolicy what is done then ({@code StuckJobPolicy})
 * @param maxResubmissions attempts that may follow failed ones ({@code MaxNumberOfResubmissions})
 * @param longestSilence how long an instance may not answer before its jobs are moved, judged or
 *     not
 */
public record VerificationSettings(
    Duration verifyAfter,
    StuckRule stuck,
    int maxVerifications,
    StuckJobPolicy stuckJobPolicy,
    int maxResubmissions,
    Duration longestSilence) {
  /** Rejects nulls. */
  public VerificationSettings {
    Objects.requireNonNull(verifyAfter, "verifyAfter");
    Objects.requireNonNull(stuck, "stuck");
    Objects.requireNonNull(stuckJobPolicy, "stuckJobPolicy");
    Objects.requireNonNull(longestSilence, "longestSilence");
  }
}
