package highavailability.jobs;

import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What is known of one attempt: one row, merged from its submission and from all news of it.
 *
 * @param key the attempt
 * @param transformName its transform
 * @param serviceJobName the job's name at the instance
 * @param outputAssetName the asset that it writes
 * @param submittedAt when it was submitted
 * @param stateTimes when it reached each state, as far as known
 * @param progress percent done, as far as known
 * @param error why it failed
 * @param lastUpdated when the row was last written; the submission counts
 */
public record JobOutputStatus(
    AttemptKey key,
    String transformName,
    String serviceJobName,
    String outputAssetName,
    Instant submittedAt,
    Map<JobState, Instant> stateTimes,
    Optional<Integer> progress,
    Optional<JobError> error,
    Instant lastUpdated) {

  /** Rejects nulls and keeps a copy of the times. */
  public JobOutputStatus {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(transformName, "transformName");
    Objects.requireNonNull(serviceJobName, "serviceJobName");
    Objects.requireNonNull(outputAssetName, "outputAssetName");
    Objects.requireNonNull(submittedAt, "submittedAt");
    Objects.requireNonNull(progress, "progress");
    Objects.requireNonNull(error, "error");
    Objects.requireNonNull(lastUpdated, "lastUpdated");
    EnumMap<JobState, Instant> copy = new EnumMap<>(JobState.class);
    copy.putAll(stateTimes);
    stateTimes = Collections.unmodifiableMap(copy);
  }

  /** The row of an attempt that is about to be submitted. */
  public static JobOutputStatus submitted(Job job, AttemptKey key) {
    Attempt attempt = job.current();
    return new JobOutputStatus(
        key,
        job.transformName(),
        attempt.serviceJobName(job.jobName()),
        attempt.assetName(job.outputAssetName()),
        attempt.submittedAt(),
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        attempt.submittedAt());
  }

  /**
   * The furthest state reached; a final one wins, whatever came after it. {@link JobState#QUEUED}
   * when there is no news yet.
   */
  public JobState state() {
    return stateTimes.keySet().stream().max(Comparator.naturalOrder()).orElse(JobState.QUEUED);
  }
}
