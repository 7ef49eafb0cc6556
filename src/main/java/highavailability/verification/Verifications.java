package highavailability.verification;

import highavailability.jobs.Job;
import highavailability.jobs.JobVerificationRequest;
import highavailability.jobs.Json;
import highavailability.jobs.MessageQueues;
import highavailability.jobs.QueueNames;
import java.time.Duration;
import java.time.Instant;

/** Sends the messages that lead from one look at an attempt to the next. */
final class Verifications {
  private static final Duration SHORTEST = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofHours(6);
  private static final Duration LONGEST_INVISIBLE = Duration.ofDays(7);

  private final MessageQueues queues;

  Verifications(MessageQueues queues) {
    this.queues = queues;
  }

  void send(Job job, int attempt, int check, String account, Duration visibleAfter) {
    queues.send(
        QueueNames.JOB_VERIFICATION_REQUESTS,
        Json.write(new JobVerificationRequest(job.jobName(), attempt, check, account)),
        visibleAfter);
  }

  /** Sends a look at an attempt that is only to be cleaned up; checks do not count for it. */
  void sendCleanUp(Job job, int attempt, String account, Duration visibleAfter) {
    send(job, attempt, 1, account, visibleAfter);
  }

  /** What a queue can keep a message invisible for. */
  static Duration atMost(Duration delay) {
    return delay.compareTo(LONGEST_INVISIBLE) > 0 ? LONGEST_INVISIBLE : delay;
  }

  /** A delay that grows with the time that something has been waited for already. */
  static Duration growing(Instant since, Instant now) {
    Duration half = Duration.between(since, now).dividedBy(2);
    if (half.compareTo(SHORTEST) < 0) {
      return SHORTEST;
    }
    return half.compareTo(LONGEST) > 0 ? LONGEST : half;
  }
}
