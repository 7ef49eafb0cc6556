package highavailability.status;

import highavailability.jobs.AttemptKey;
import highavailability.jobs.JobError;
import highavailability.jobs.JobState;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A state change of a job's output, as Event Grid tells it.
 *
 * @param topic the topic that sent it
 * @param serviceJobName the job's name at the instance, from the subject
 * @param key the attempt, from the job's correlation data; empty when the job carries none
 * @param state the state reached
 * @param time when
 * @param progress percent done
 * @param error why the job failed
 */
record JobOutputEvent(
    String topic,
    String serviceJobName,
    Optional<AttemptKey> key,
    JobState state,
    Instant time,
    Optional<Integer> progress,
    Optional<JobError> error) {
  JobOutputEvent {
    Objects.requireNonNull(topic, "topic");
    Objects.requireNonNull(serviceJobName, "serviceJobName");
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(time, "time");
    Objects.requireNonNull(progress, "progress");
    Objects.requireNonNull(error, "error");
  }
}
