package highavailability.jobs;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When an unfinished attempt counts as stuck: too long since its submission, whatever its news say,
 * or too long in Scheduled (004_769afd586cfce8b9.txt, "Instance health module details";
 * 000_1c8408daee2956d4.txt, "Monitoring").
 *
 * @param inProcess longest time from submission to the end ({@code
 *     NumberOfMinutesInProcessToMarkJobStuck})
 * @param inScheduled longest time in Scheduled ({@code NumberOfMinutesInScheduledToMarkJobStuck})
 */
public record StuckRule(Duration inProcess, Duration inScheduled) {
  /** Rejects nulls. */
  public StuckRule {
    Objects.requireNonNull(inProcess, "inProcess");
    Objects.requireNonNull(inScheduled, "inScheduled");
  }

  /** Since when an attempt is stuck; empty while it is not. */
  public Optional<Instant> stuckSince(JobOutputStatus status, Instant now) {
    if (status.state().isFinal()) {
      return Optional.empty();
    }
    Stream<Instant> limits = Stream.of(status.submittedAt().plus(inProcess));
    if (status.state() == JobState.SCHEDULED) {
      limits =
          Stream.concat(
              limits, Stream.of(status.stateTimes().get(JobState.SCHEDULED).plus(inScheduled)));
    }
    return limits.filter(now::isAfter).min(Instant::compareTo);
  }
}
