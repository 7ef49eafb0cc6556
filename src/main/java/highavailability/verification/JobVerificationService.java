package highavailability.verification;

import highavailability.health.HealthState;
import highavailability.health.MediaServiceInstanceHealthStore;
import highavailability.jobs.Attempt;
import highavailability.jobs.AttemptKey;
import highavailability.jobs.InvalidMessageException;
import highavailability.jobs.Job;
import highavailability.jobs.JobDecider;
import highavailability.jobs.JobError;
import highavailability.jobs.JobLedger;
import highavailability.jobs.JobOutputStatus;
import highavailability.jobs.JobOutputStatusStore;
import highavailability.jobs.JobOutputStatusUpdate;
import highavailability.jobs.JobState;
import highavailability.jobs.JobVerificationRequest;
import highavailability.jobs.MessageQueues;
import highavailability.mediaservices.MediaServiceCallException;
import highavailability.mediaservices.MediaServiceCallException.Outcome;
import highavailability.mediaservices.MediaServiceInstance;
import highavailability.mediaservices.MediaServiceInstance.MediaServiceJob;
import highavailability.mediaservices.MediaServiceInstances;
import highavailability.mediaservices.UnknownInstanceException;
import highavailability.scheduling.JobSchedulingService;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Looks at an attempt (004_769afd586cfce8b9.txt, "Job verification module details"): one that has
 * finished decides its job and is removed at its instance; one that failed for a system reason, is
 * lost or stuck, or whose instance is down is followed by another; one that runs is looked at
 * again.
 */
public final class JobVerificationService {
  private static final Logger log = LoggerFactory.getLogger(JobVerificationService.class);

  private final JobLedger ledger;
  private final JobDecider decider;
  private final JobOutputStatusStore statuses;
  private final MediaServiceInstances instances;
  private final MediaServiceInstanceHealthStore health;
  private final JobSchedulingService scheduling;
  private final Verifications verifications;
  private final Leftovers leftovers;
  private final Resubmission resubmission;
  private final VerificationSettings settings;
  private final Clock clock;

  /** Looks at attempts in the given ledger and at the given instances. */
  public JobVerificationService(
      JobLedger ledger,
      JobDecider decider,
      JobOutputStatusStore statuses,
      MediaServiceInstances instances,
      MediaServiceInstanceHealthStore health,
      JobSchedulingService scheduling,
      MessageQueues queues,
      VerificationSettings settings,
      Clock clock) {
    this.ledger = ledger;
    this.decider = decider;
    this.statuses = statuses;
    this.instances = instances;
    this.health = health;
    this.scheduling = scheduling;
    this.verifications = new Verifications(queues);
    this.leftovers = new Leftovers(ledger, statuses, instances, verifications, clock);
    this.resubmission = new Resubmission(ledger, scheduling, verifications, settings, clock);
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Looks at the attempt that the message names.
   *
   * @throws InvalidMessageException when the message is wrong, or there is no such job
   */
  public void verifyJob(JobVerificationRequest request) {
    request.requireValid();
    Job job =
        ledger
            .find(request.jobName())
            .orElseThrow(
                () ->
                    new InvalidMessageException(
                        "Field 'jobName': there is no job '" + request.jobName() + "'."));
    Optional<Attempt> superseded = job.earlier(request.attempt());
    if (superseded.isPresent()) {
      leftovers.removeSuperseded(job, superseded.get());
      completeCurrent(job);
    } else if (job.isDecided()) {
      conclude(job);
    } else if (!job.isOpenAt(request.attempt(), request.mediaServiceAccountName())
        || (request.check() != job.counters().check() && !hasEnded(job))) {
      line(log.atInfo(), job).log("An older look at this job is dropped");
    } else {
      look(job);
    }
  }

  /** News of the end are looked at whichever check brings them: an event may overtake a look. */
  private boolean hasEnded(Job job) {
    return job.current()
        .key(job.jobName())
        .flatMap(statuses::find)
        .filter(s -> s.state().isFinal())
        .isPresent();
  }

  /**
   * The look that began the current attempt may have died before the attempt's steps were done;
   * news of the attempt say that they were.
   */
  private void completeCurrent(Job job) {
    boolean hasNews =
        job.current()
            .key(job.jobName())
            .flatMap(statuses::find)
            .filter(s -> !s.stateTimes().isEmpty())
            .isPresent();
    // A job that waits for an instance has its request on the queue, which goes on with it.
    boolean waits = job.current().account().isEmpty() && job.waitingSince().isPresent();
    if (job.isDecided()) {
      decider.sendMissing(job);
    } else if (!hasNews && !waits) {
      scheduling.resume(job, Set.of());
    }
  }

  private void look(Job job) {
    Attempt attempt = job.current();
    AttemptKey key = attempt.key(job.jobName()).orElseThrow();
    Optional<JobOutputStatus> known = statuses.find(key);
    try {
      MediaServiceInstance instance = instances.get(key.account());
      if (known.filter(s -> s.state().isFinal()).isPresent()) {
        settle(job, known.get().state(), known.get().error(), instance);
        return;
      }
      Optional<MediaServiceJob> asked =
          instance.findJob(job.transformName(), attempt.serviceJobName(job.jobName()));
      if (asked.isEmpty()) {
        failed(
            job,
            new JobError("JobLost", "Service", "The instance no longer has the job", true),
            instance);
        return;
      }
      MediaServiceJob found = asked.get();
      statuses.merge(
          new JobOutputStatusUpdate(
              key, found.state(), found.stateChangedAt(), found.progress(), found.error()));
      settle(job, found.state(), found.error(), instance);
    } catch (UnknownInstanceException e) {
      resubmission.moveAway(job, e.getMessage());
    } catch (MediaServiceCallException e) {
      unreachable(job, e);
    }
  }

  private void settle(
      Job job, JobState state, Optional<JobError> error, MediaServiceInstance instance) {
    Attempt attempt = job.current();
    String account = attempt.account().orElseThrow();
    switch (state) {
      case FINISHED -> conclude(decider.finish(job, attempt.number(), account));
      case ERROR ->
          failed(
              job,
              error.orElse(new JobError("Unknown", "", "The instance gave no reason", true)),
              instance);
      case CANCELED ->
          conclude(
              decider.fail(
                  job, attempt.number(), "Canceled", "The job was cancelled at " + account));
      case QUEUED, SCHEDULED, PROCESSING, CANCELING -> running(job);
    }
  }

  private void failed(Job job, JobError error, MediaServiceInstance instance) {
    boolean again =
        error.retriable()
            && resubmission.isAllowed(job)
            && !instance.continuesOnError(job.transformName());
    if (again) {
      resubmission.resubmit(job, error.code() + ": " + error.message());
    } else {
      conclude(decider.fail(job, job.current().number(), error.code(), error.message()));
    }
  }

  private void running(Job job) {
    Optional<Instant> stuckSince =
        job.current()
            .key(job.jobName())
            .flatMap(statuses::find)
            .flatMap(s -> settings.stuck().stuckSince(s, clock.instant()));
    if (stuckSince.filter(since -> isDue(job, since)).isEmpty()) {
      lookAgain(job, false);
    } else if (job.counters().verifications() < settings.maxVerifications()) {
      lookAgain(job, true);
    } else if (settings.stuckJobPolicy() == StuckJobPolicy.CANCEL_AND_RESUBMIT
        && resubmission.isAllowed(job)) {
      resubmission.resubmit(
          job, "JobStuck: it made no progress in " + settings.stuck().inProcess());
    } else {
      conclude(
          decider.fail(
              job,
              job.current().number(),
              "JobStuck",
              "The job was stuck at every one of "
                  + job.counters().verifications()
                  + " looks and was cancelled. Check at "
                  + job.current().account().orElse("its instance")
                  + " whether the input can be encoded, and send the request again; raise"
                  + " NumberOfMinutesInProcessToMarkJobStuck if such jobs need longer."));
    }
  }

  /**
   * Looks may come more often than planned, while the instance is in trouble; those do not count.
   */
  private boolean isDue(Job job, Instant stuckSince) {
    Duration planned = settings.verifyAfter().multipliedBy(job.counters().verifications());
    return !clock.instant().isBefore(stuckSince.plus(planned));
  }

  private void unreachable(Job job, MediaServiceCallException e) {
    String account = job.current().account().orElseThrow();
    boolean down =
        e.outcome() != Outcome.REFUSED
            && (isUnhealthy(account)
                || instances
                    .get(account)
                    .notAnsweringFor()
                    .filter(silence -> silence.compareTo(settings.longestSilence()) >= 0)
                    .isPresent());
    if (down) {
      resubmission.moveAway(job, e.getMessage());
    } else if (e.outcome() == Outcome.REFUSED) {
      line(log.atWarn(), job).log("The instance does not tell of the job. {}", e.getMessage());
      running(job);
    } else {
      line(log.atWarn(), job)
          .log(
              "The instance cannot be asked and is not judged yet; the job waits. {}",
              e.getMessage());
      lookAgain(job, false);
    }
  }

  private boolean isUnhealthy(String account) {
    return health.list().stream()
        .anyMatch(r -> r.accountName().equals(account) && r.state() == HealthState.UNHEALTHY);
  }

  private void lookAgain(Job job, boolean overdue) {
    Attempt attempt = job.current();
    String account = attempt.account().orElseThrow();
    int check = job.counters().check();
    // Sent before the row goes on to that check: a crash in between repeats this look instead of
    // ending the chain.
    verifications.send(
        job,
        attempt.number(),
        check + 1,
        account,
        Verifications.atMost(
            settings.verifyAfter().multipliedBy(job.counters().verifications() + 1L)));
    ledger.update(
        job,
        j ->
            j.isOpenAt(attempt.number(), account) && j.counters().check() == check
                ? Optional.of(j.checked(overdue))
                : Optional.empty());
    line(log.atInfo(), job).log("The job is looked at again later");
  }

  /**
   * Does what a decision still calls for, and then removes what the job has left at its instance.
   */
  private void conclude(Job job) {
    decider.sendMissing(job);
    job.decision().ifPresent(d -> leftovers.removeDecided(job, d));
  }

  static LoggingEventBuilder line(LoggingEventBuilder event, Job job) {
    return event
        .addKeyValue("jobName", job.jobName())
        .addKeyValue("attempt", job.current().number())
        .addKeyValue("mediaServiceAccountName", job.current().account().orElse("none"));
  }
}
