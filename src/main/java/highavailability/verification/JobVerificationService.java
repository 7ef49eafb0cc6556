package highavailability.verification;

import highavailability.jobs.Attempt;
import highavailability.jobs.Decision;
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
import highavailability.jobs.Json;
import highavailability.jobs.MessageQueues;
import highavailability.jobs.QueueNames;
import highavailability.mediaservices.MediaServiceInstance.MediaServiceJob;
import highavailability.mediaservices.MediaServiceInstances;
import highavailability.scheduling.JobSchedulingService;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Looks at an attempt (004_769afd586cfce8b9.txt, "Job verification module details"): one that has
 * finished decides its job and is deleted at its instance; one that failed for a system reason is
 * followed by another; one that still runs is looked at again.
 */
public final class JobVerificationService {
  private static final Logger log = LoggerFactory.getLogger(JobVerificationService.class);

  private final JobLedger ledger;
  private final JobDecider decider;
  private final JobOutputStatusStore statuses;
  private final MediaServiceInstances instances;
  private final JobSchedulingService scheduling;
  private final MessageQueues queues;
  private final VerificationSettings settings;
  private final Clock clock;

  /** Looks at attempts in the given ledger and at the given instances. */
  public JobVerificationService(
      JobLedger ledger,
      JobDecider decider,
      JobOutputStatusStore statuses,
      MediaServiceInstances instances,
      JobSchedulingService scheduling,
      MessageQueues queues,
      VerificationSettings settings,
      Clock clock) {
    this.ledger = ledger;
    this.decider = decider;
    this.statuses = statuses;
    this.instances = instances;
    this.scheduling = scheduling;
    this.queues = queues;
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
    if (job.isDecided()) {
      conclude(job);
    } else if (request.attempt() < job.current().number()) {
      // The look that began the current attempt may have died before the attempt's steps were done.
      scheduling.resume(job, Set.of());
    } else if (!job.isOpenAt(request.attempt(), request.mediaServiceAccountName())
        || request.check() != job.counters().check()) {
      line(log.atInfo(), job).log("An older look at this job is dropped");
    } else {
      look(job);
    }
  }

  private void look(Job job) {
    Attempt attempt = job.current();
    String account = attempt.account().orElseThrow();
    JobOutputStatus known = statuses.find(attempt.key(job.jobName()).orElseThrow()).orElse(null);
    JobState state = known == null ? JobState.QUEUED : known.state();
    Optional<JobError> error = known == null ? Optional.empty() : known.error();
    if (!state.isFinal()) {
      Optional<MediaServiceJob> asked =
          instances
              .get(account)
              .findJob(job.transformName(), attempt.serviceJobName(job.jobName()));
      if (asked.isEmpty()) {
        retry(job, new JobError("JobLost", "Service", "The instance no longer has the job", true));
        return;
      }
      state = asked.get().state();
      error = asked.get().error();
      statuses.merge(
          new JobOutputStatusUpdate(
              attempt.key(job.jobName()).orElseThrow(),
              state,
              asked.get().stateChangedAt(),
              asked.get().progress(),
              error));
    }
    switch (state) {
      case FINISHED -> conclude(decider.finish(job, attempt.number(), account));
      case ERROR -> failed(job, error);
      case CANCELED ->
          conclude(
              decider.fail(
                  job, attempt.number(), "Canceled", "The job was cancelled at " + account));
      case QUEUED, SCHEDULED, PROCESSING, CANCELING -> lookAgain(job);
    }
  }

  private void failed(Job job, Optional<JobError> reported) {
    JobError error =
        reported.orElse(new JobError("Unknown", "", "The instance gave no reason", true));
    if (error.retriable()) {
      retry(job, error);
    } else {
      conclude(decider.fail(job, job.current().number(), error.code(), error.message()));
    }
  }

  private void retry(Job job, JobError error) {
    Attempt attempt = job.current();
    String account = attempt.account().orElseThrow();
    if (job.counters().resubmissions() >= settings.maxResubmissions()) {
      conclude(decider.fail(job, attempt.number(), error.code(), error.message()));
      return;
    }
    Job next =
        ledger
            .update(
                job,
                j ->
                    j.isOpenAt(attempt.number(), account)
                        ? Optional.of(
                            j.superseded(error.code() + ": " + error.message(), clock.instant()))
                        : Optional.empty())
            .job();
    line(log.atWarn(), job)
        .addKeyValue("code", error.code())
        .log("The attempt failed for a system reason; the job is submitted again");
    scheduling.resume(next, Set.of(account));
  }

  private void lookAgain(Job job) {
    Attempt attempt = job.current();
    String account = attempt.account().orElseThrow();
    int check = job.counters().check();
    // Sent before the row goes on to that check: a crash in between repeats this look instead of
    // ending the chain.
    queues.send(
        QueueNames.JOB_VERIFICATION_REQUESTS,
        Json.write(new JobVerificationRequest(job.jobName(), attempt.number(), check + 1, account)),
        settings.verifyAfter());
    ledger.update(
        job,
        j ->
            j.isOpenAt(attempt.number(), account) && j.counters().check() == check
                ? Optional.of(j.checked())
                : Optional.empty());
    line(log.atInfo(), job).log("The job still runs; it is looked at again later");
  }

  /** Does what a decision still calls for, and then removes the job at its instance. */
  private void conclude(Job job) {
    decider.sendMissing(job);
    Optional<String> account = job.current().account();
    if (account.isEmpty()
        || job.followUps().cleanedUpAt().isPresent()
        || !(job.decision().orElse(null) instanceof Decision.Finished)) {
      return;
    }
    instances
        .get(account.get())
        .deleteJob(job.transformName(), job.current().serviceJobName(job.jobName()));
    ledger.update(
        job, j -> Optional.of(j.withFollowUps(j.followUps().withCleanedUpAt(clock.instant()))));
    line(log.atInfo(), job).log("JobVerificationService::verifyJob deleted the finished job");
  }

  private static LoggingEventBuilder line(LoggingEventBuilder event, Job job) {
    return event
        .addKeyValue("jobName", job.jobName())
        .addKeyValue("attempt", job.current().number())
        .addKeyValue("mediaServiceAccountName", job.current().account().orElse("none"));
  }
}
