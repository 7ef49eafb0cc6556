package highavailability.cli.doctor;

import highavailability.cli.command.Words;
import highavailability.cli.doctor.Finding.About;
import highavailability.jobs.JobOutputStatus;
import highavailability.jobs.JobOutputStatusStore;
import highavailability.jobs.JobStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Whether there is news of an instance's jobs: the evidence that its events arrive. */
final class JobNewsCheck {
  private final JobOutputStatusStore statuses;
  private final JobStore jobs;
  private final Duration window;
  private final Duration resyncAfter;
  private final Clock clock;

  /**
   * Takes the attempts.
   *
   * @param window how far back to look
   * @param resyncAfter news should come more often than that
   */
  JobNewsCheck(
      JobOutputStatusStore statuses,
      JobStore jobs,
      Duration window,
      Duration resyncAfter,
      Clock clock) {
    this.statuses = statuses;
    this.jobs = jobs;
    this.window = window;
    this.resyncAfter = resyncAfter;
    this.clock = clock;
  }

  /** Looks at the attempts at an instance that answers. */
  Finding find(About about, String account) {
    Instant now = clock.instant();
    List<JobOutputStatus> attempts = statuses.list(account, now.minus(window), now);
    long ended = attempts.stream().filter(a -> a.state().isFinal()).count();
    List<JobOutputStatus> silent =
        attempts.stream()
            .filter(a -> !a.state().isFinal())
            .filter(a -> a.lastUpdated().isBefore(now.minus(resyncAfter)))
            .filter(this::counts)
            .toList();
    String seen =
        Words.count(attempts.size(), "attempt")
            + " in the last "
            + Words.age(window)
            + ", "
            + ended
            + " ended";
    if (silent.isEmpty()) {
      return about.ok(attempts.isEmpty() ? seen + "; no evidence of events" : seen);
    }
    return about.warning(
        seen
            + ", "
            + silent.size()
            + " without news for more than "
            + Words.age(resyncAfter)
            + " (such as job "
            + silent.get(0).key().jobName()
            + ")",
        "events may not arrive: see the event subscription; and re-sync should have helped: see that"
            + " JobOutputStatusSyncFunction runs");
  }

  /** A superseded attempt is silent for good. */
  private boolean counts(JobOutputStatus attempt) {
    return jobs.find(attempt.key().jobName())
        .filter(j -> j.isOpenAt(attempt.key().attempt(), attempt.key().account()))
        .isPresent();
  }
}
