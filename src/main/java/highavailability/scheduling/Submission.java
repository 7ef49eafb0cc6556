package highavailability.scheduling;

import highavailability.jobs.Job;
import highavailability.mediaservices.MediaServiceCallException;
import highavailability.mediaservices.MediaServiceCallException.Outcome;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What became of an attempt's submission.
 *
 * @param job the row as it is now
 * @param failures what the instances that were tried answered, in that order; none when the first
 *     one took the job
 * @param othersMayTakeIt whether there are instances that were not asked because of their health
 */
record Submission(Job job, List<MediaServiceCallException> failures, boolean othersMayTakeIt) {
  Submission {
    failures = List.copyOf(failures);
  }

  /** Whether an instance has the job, or it is decided. */
  boolean isDone() {
    return job.isDecided() || job.current().account().isPresent();
  }

  /**
   * Whether every usable instance answered that it will not do this: then the request is at fault,
   * not a region.
   */
  boolean isRefusedEverywhere() {
    return !failures.isEmpty()
        && !othersMayTakeIt
        && failures.stream().allMatch(f -> f.outcome() == Outcome.REFUSED);
  }

  /** All answers in one line. */
  String answers() {
    return failures.isEmpty()
        ? "No enabled instance is healthy or degraded."
        : failures.stream().map(Throwable::getMessage).collect(Collectors.joining("; "));
  }
}
