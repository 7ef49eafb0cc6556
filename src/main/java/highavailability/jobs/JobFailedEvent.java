package highavailability.jobs;

import java.util.List;

/**
 * A message on {@link QueueNames#JOB_FAILED_EVENTS}: a job is given up. A repeat after a crash
 * carries the same {@code id}.
 *
 * @param id derived from the job and the attempt that it failed with
 * @param jobName the job
 * @param code the service's error code, or the app's own
 * @param message what went wrong, for a person
 * @param attempts every attempt, the first one first
 */
public record JobFailedEvent(
    String id, String jobName, String code, String message, List<AttemptOutcome> attempts) {

  /**
   * How one attempt ended.
   *
   * @param mediaServiceAccountName where it ran, absent when no instance took it
   * @param outcome why it ended
   */
  public record AttemptOutcome(String mediaServiceAccountName, String outcome) {}
}
