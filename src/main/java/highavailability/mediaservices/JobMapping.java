package highavailability.mediaservices;

import com.azure.resourcemanager.mediaservices.fluent.models.JobInner;
import com.azure.resourcemanager.mediaservices.models.JobErrorCategory;
import com.azure.resourcemanager.mediaservices.models.JobErrorCode;
import com.azure.resourcemanager.mediaservices.models.JobOutput;
import com.azure.resourcemanager.mediaservices.models.JobRetry;
import highavailability.jobs.JobError;
import highavailability.jobs.JobState;
import highavailability.mediaservices.MediaServiceInstance.MediaServiceJob;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads a job as the SDK tells it. */
final class JobMapping {
  private JobMapping() {}

  static MediaServiceJob toJob(JobInner job) {
    Optional<JobOutput> output =
        Optional.ofNullable(job.outputs()).map(List::stream).flatMap(Stream::findFirst);
    JobState state = state(job, output);
    Instant createdAt =
        firstOf(job.created(), job.lastModified(), output.map(JobOutput::startTime).orElse(null))
            .orElse(Instant.EPOCH);
    return new MediaServiceJob(
        job.name(),
        state,
        output.map(JobOutput::progress),
        state == JobState.ERROR
            ? output.map(JobOutput::error).map(JobMapping::error)
            : Optional.empty(),
        correlationData(job),
        createdAt,
        stateChangedAt(job, output, state, createdAt));
  }

  /**
   * The output's state; the job's where that says more. A name that is not known yet counts as
   * processing: the job exists and has not ended, and if it never ends it will be found stuck.
   */
  private static JobState state(JobInner job, Optional<JobOutput> output) {
    Optional<JobState> ofJob =
        Optional.ofNullable(job.state()).flatMap(s -> JobState.named(s.toString()));
    Optional<JobState> ofOutput =
        output.map(JobOutput::state).flatMap(s -> JobState.named(s.toString()));
    if (ofJob.filter(JobState::isFinal).isPresent()
        && !ofOutput.map(JobState::isFinal).orElse(false)) {
      return ofJob.get();
    }
    return ofOutput.or(() -> ofJob).orElse(JobState.PROCESSING);
  }

  private static JobError error(com.azure.resourcemanager.mediaservices.models.JobError error) {
    return new JobError(
        Optional.ofNullable(error.code()).map(JobErrorCode::toString).orElse("Unknown"),
        Optional.ofNullable(error.category()).map(JobErrorCategory::toString).orElse(""),
        Optional.ofNullable(error.message()).orElse(""),
        JobRetry.MAY_RETRY.equals(error.retry()));
  }

  private static Map<String, String> correlationData(JobInner job) {
    Map<String, String> data = new HashMap<>();
    if (job.correlationData() != null) {
      job.correlationData()
          .forEach(
              (key, value) -> {
                if (key != null && value != null) {
                  data.put(key, value);
                }
              });
    }
    return Map.copyOf(data);
  }

  // The job's own lastModified speaks of changes by its owner; only the output's times speak of
  // its states.
  private static Instant stateChangedAt(
      JobInner job, Optional<JobOutput> output, JobState state, Instant createdAt) {
    Optional<Instant> ended = output.map(JobOutput::endTime).map(OffsetDateTime::toInstant);
    if (state.isFinal() && ended.isPresent()) {
      return ended.get();
    }
    return Stream.of(job.lastModified(), output.map(JobOutput::startTime).orElse(null))
        .filter(Objects::nonNull)
        .map(OffsetDateTime::toInstant)
        .filter(createdAt::isBefore)
        .max(Instant::compareTo)
        .orElse(createdAt);
  }

  private static Optional<Instant> firstOf(OffsetDateTime... times) {
    return Stream.of(times).filter(Objects::nonNull).findFirst().map(OffsetDateTime::toInstant);
  }
}
