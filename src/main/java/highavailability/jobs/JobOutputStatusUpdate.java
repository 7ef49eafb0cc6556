package highavailability.jobs;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * News of one attempt: it reached a state. Merging it sets that state's own time and touches no
 * other, so repeats and any order of news lead to the same row.
 *
 * @param key the attempt
 * @param state the state reached
 * @param time when, as the instance tells
 * @param progress percent done, where the news says so
 * @param error why it failed, for {@link JobState#ERROR}
 */
public record JobOutputStatusUpdate(
    AttemptKey key,
    JobState state,
    Instant time,
    Optional<Integer> progress,
    Optional<JobError> error) {
  /** Rejects nulls. */
  public JobOutputStatusUpdate {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(time, "time");
    Objects.requireNonNull(progress, "progress");
    Objects.requireNonNull(error, "error");
  }
}
