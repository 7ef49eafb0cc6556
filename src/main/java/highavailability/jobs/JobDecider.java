package highavailability.jobs;

import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides jobs, once each, and sends what the decision calls for. */
public final class JobDecider {
  private static final Logger log = LoggerFactory.getLogger(JobDecider.class);

  private final JobLedger ledger;
  private final FollowUpSender followUps;
  private final Clock clock;

  /** Decides in the given ledger. */
  public JobDecider(JobLedger ledger, FollowUpSender followUps, Clock clock) {
    this.ledger = ledger;
    this.followUps = followUps;
    this.clock = clock;
  }

  /**
   * Decides a job finished by an attempt, unless it is decided or the attempt is no longer the
   * current one at that instance. Sends what the decision calls for, whoever took it.
   *
   * @return the row as it is now
   */
  public Job finish(Job job, int attempt, String account) {
    JobLedger.Change change =
        ledger.update(
            job,
            j ->
                j.isOpenAt(attempt, account)
                    ? Optional.of(j.finished(clock.instant()))
                    : Optional.empty());
    if (change.made()) {
      log.atInfo()
          .addKeyValue("jobName", job.jobName())
          .addKeyValue("attempt", attempt)
          .addKeyValue("mediaServiceAccountName", account)
          .log("Job finished; its asset will be provisioned");
    }
    followUps.sendMissing(change.job());
    return change.job();
  }

  /**
   * Decides a job failed with its current attempt, unless it is decided or another attempt is
   * current. Sends what the decision calls for, whoever took it.
   *
   * @return the row as it is now
   */
  public Job fail(Job job, int attempt, String code, String message) {
    JobLedger.Change change =
        ledger.update(
            job,
            j ->
                !j.isDecided() && j.current().number() == attempt
                    ? Optional.of(j.failed(code, message, clock.instant()))
                    : Optional.empty());
    if (change.made()) {
      log.atWarn()
          .addKeyValue("jobName", job.jobName())
          .addKeyValue("attempt", attempt)
          .addKeyValue("mediaServiceAccountName", job.current().account().orElse("none"))
          .addKeyValue("code", code)
          .log("Job failed and is not tried again: {}", Redaction.redact(message));
    }
    followUps.sendMissing(change.job());
    return change.job();
  }

  /** Sends what an earlier decision calls for and a crash left unsent. */
  public void sendMissing(Job job) {
    followUps.sendMissing(job);
  }
}
