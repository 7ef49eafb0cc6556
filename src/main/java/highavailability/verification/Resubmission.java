package highavailability.verification;

import highavailability.jobs.Attempt;
import highavailability.jobs.Job;
import highavailability.jobs.JobLedger;
import highavailability.jobs.Redaction;
import highavailability.scheduling.JobSchedulingService;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives an attempt up and begins the next one at another instance. */
final class Resubmission {
  private static final Logger log = LoggerFactory.getLogger(Resubmission.class);

  private final JobLedger ledger;
  private final JobSchedulingService scheduling;
  private final Verifications verifications;
  private final VerificationSettings settings;
  private final Clock clock;

  Resubmission(
      JobLedger ledger,
      JobSchedulingService scheduling,
      Verifications verifications,
      VerificationSettings settings,
      Clock clock) {
    this.ledger = ledger;
    this.scheduling = scheduling;
    this.verifications = verifications;
    this.settings = settings;
    this.clock = clock;
  }

  /** Whether a failed attempt may be followed by another. */
  boolean isAllowed(Job job) {
    return job.counters().resubmissions() < settings.maxResubmissions();
  }

  /** Follows a failed attempt with another, which counts. */
  void resubmit(Job job, String outcome) {
    supersede(job, outcome, true);
  }

  /**
   * Follows an attempt whose instance is down with another; the job itself has not failed, so this
   * does not count.
   */
  void moveAway(Job job, String outcome) {
    supersede(job, outcome, false);
  }

  private void supersede(Job job, String outcome, boolean counted) {
    Attempt attempt = job.current();
    String account = attempt.account().orElseThrow();
    // Sent first: a crash after the change leaves somebody who cleans up and completes the new
    // attempt.
    verifications.sendCleanUp(job, attempt.number(), account, settings.verifyAfter());
    JobLedger.Change change =
        ledger.update(
            job,
            j ->
                j.isOpenAt(attempt.number(), account)
                    ? Optional.of(j.superseded(outcome, counted, clock.instant()))
                    : Optional.empty());
    if (change.made()) {
      JobVerificationService.line(log.atWarn(), job)
          .log(
              "The attempt is given up and the job submitted again elsewhere: {}",
              Redaction.redact(outcome));
      scheduling.resume(change.job(), Set.of(account));
    }
  }
}
