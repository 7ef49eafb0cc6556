package highavailability.scheduling;

import highavailability.health.InstanceSelector;
import highavailability.jobs.AssetDataCopier;
import highavailability.jobs.Decision;
import highavailability.jobs.InvalidMessageException;
import highavailability.jobs.Job;
import highavailability.jobs.JobDecider;
import highavailability.jobs.JobLedger;
import highavailability.jobs.JobOutputStatusStore;
import highavailability.jobs.JobRequest;
import highavailability.jobs.Json;
import highavailability.jobs.MessageQueues;
import highavailability.jobs.Names;
import highavailability.jobs.QueueNames;
import highavailability.mediaservices.JobInputs;
import highavailability.mediaservices.MediaServiceInstances;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes job requests and gives each to the next healthy instance (004_769afd586cfce8b9.txt, "Job
 * scheduling module details"). A request that comes again changes nothing when its job runs or is
 * decided, and otherwise goes on where the earlier delivery stopped.
 */
public final class JobSchedulingService {
  private static final Logger log = LoggerFactory.getLogger(JobSchedulingService.class);

  private static final Duration SHORTEST_WAIT = Duration.ofSeconds(15);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

  private final JobLedger ledger;
  private final JobDecider decider;
  private final MessageQueues queues;
  private final AttemptSubmitter submitter;
  private final SchedulingSettings settings;
  private final Clock clock;

  /** Submits to the given instances and keeps account in the given ledger and status rows. */
  public JobSchedulingService(
      JobLedger ledger,
      JobDecider decider,
      JobOutputStatusStore statuses,
      MessageQueues queues,
      MediaServiceInstances instances,
      InstanceSelector selector,
      AssetDataCopier copier,
      SchedulingSettings settings,
      Clock clock) {
    this.ledger = ledger;
    this.decider = decider;
    this.queues = queues;
    this.submitter =
        new AttemptSubmitter(
            ledger,
            statuses,
            queues,
            instances,
            selector,
            new InputAssets(instances, copier),
            settings,
            clock);
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Submits a request, or finds that it was submitted. A request that no instance can take now is
   * sent again with a growing delay.
   *
   * @param sentAt when the request was sent, empty where that is not known; one that was sent after
   *     its job had failed is a wish to try the job again
   * @throws InvalidMessageException when the request is wrong in itself, names what another job
   *     owns, is refused by every usable instance, or has waited too long
   */
  public void submitJob(JobRequest request, Optional<Instant> sentAt) {
    request.requireValid();
    log.atInfo()
        .addKeyValue("jobName", request.jobName())
        .addKeyValue("id", request.id())
        .addKeyValue("transformName", request.transformName())
        .addKeyValue("outputAssetName", request.outputAssetName())
        .log("JobSchedulingService::submitJob started");
    JobInputs.requireValid(request.jobInputs());
    Job job = reopen(open(request), request, sentAt);
    if (job.isDecided()) {
      repeated(job);
      return;
    }
    Submission submission = submitter.submit(job, Set.of());
    if (submission.isDone()) {
      return;
    }
    if (submission.isRefusedEverywhere()) {
      stopWaiting(submission.job());
      throw new InvalidMessageException(
          "Every usable Media Services instance refused the job: " + submission.answers());
    }
    waitForInstance(submission, request);
  }

  /**
   * Goes on with an undecided job whose current attempt may have no instance yet, or only half of
   * the steps behind it.
   *
   * @param avoided instances to be taken only when there is no other
   */
  public void resume(Job job, Set<String> avoided) {
    Submission submission = submitter.submit(job, avoided);
    if (submission.isDone()) {
      return;
    }
    if (submission.isRefusedEverywhere()) {
      decider.fail(
          submission.job(),
          submission.job().current().number(),
          "ResubmissionRefused",
          "Every usable Media Services instance refused the job: " + submission.answers());
      return;
    }
    // The request decides when its patience has ended; a look at an attempt only goes on with it.
    sendAgain(submission, job.request().orElseThrow(), Duration.ZERO);
  }

  private Job open(JobRequest request) {
    // A row that exists has reserved its asset before, so a repeat needs no second look at it.
    Job job =
        ledger
            .find(request.jobName())
            .orElseGet(
                () -> {
                  requireOwnAsset(request);
                  return ledger.open(Job.opened(request, clock.instant())).job();
                });
    if (!job.id().equals(request.id())) {
      throw new InvalidMessageException(
          "Field 'jobName': job '"
              + job.jobName()
              + "' exists with another id; give the new job another name.");
    }
    if (!Names.same(job.outputAssetName(), request.outputAssetName())) {
      throw new InvalidMessageException(
          "Field 'outputAssetName': job '"
              + job.jobName()
              + "' was first requested with the asset '"
              + job.outputAssetName()
              + "'; give the new job another name.");
    }
    return correct(job, request);
  }

  private Job reopen(Job job, JobRequest request, Optional<Instant> sentAt) {
    // What the failure calls for is sent before the failure is forgotten.
    decider.sendMissing(job);
    JobLedger.Change change =
        ledger.update(
            job,
            j ->
                j.decision().orElse(null) instanceof Decision.Failed failed
                        && sentAt.filter(failed.at()::isBefore).isPresent()
                    ? Optional.of(j.reopened(request, clock.instant()))
                    : Optional.empty());
    if (change.made()) {
      log.atInfo()
          .addKeyValue("jobName", job.jobName())
          .addKeyValue("attempt", change.job().current().number())
          .log("The request was sent again after its job had failed; the job is tried again");
    }
    return change.job();
  }

  /** A request that no instance has taken yet may come again in a corrected form. */
  private Job correct(Job job, JobRequest request) {
    return ledger
        .update(
            job,
            j ->
                j.isUntouched() && !j.request().equals(Optional.of(request))
                    ? Optional.of(j.requestedAs(request))
                    : Optional.empty())
        .job();
  }

  private void requireOwnAsset(JobRequest request) {
    String owner = ledger.reserveOutputAsset(request.outputAssetName(), request.jobName());
    if (!Names.same(owner, request.jobName())) {
      throw new InvalidMessageException(
          "Field 'outputAssetName': the asset '"
              + request.outputAssetName()
              + "' belongs to job '"
              + owner
              + "'; choose another.");
    }
  }

  private void repeated(Job job) {
    decider.sendMissing(job);
    String how =
        job.decision().get() instanceof Decision.Failed failed
            ? "failed (" + failed.code() + ")"
            : "finished";
    log.atInfo()
        .addKeyValue("jobName", job.jobName())
        .addKeyValue("attempt", job.current().number())
        .addKeyValue("mediaServiceAccountName", job.current().account().orElse("none"))
        .log("The request came again; its job has {} and is left as it is", how);
  }

  private void waitForInstance(Submission submission, JobRequest request) {
    Instant now = clock.instant();
    Instant since = submission.job().waitingSince().orElse(now);
    Duration waited = Duration.between(since, now);
    if (waited.compareTo(settings.maxWait()) >= 0) {
      stopWaiting(submission.job());
      throw new InvalidMessageException(
          "No Media Services instance could take the job for "
              + settings.maxWait()
              + " (MaxJobRequestWaitInMinutes); requeue it when one can. Last answers: "
              + submission.answers());
    }
    sendAgain(submission, request, waited);
  }

  /** Sent before it is noted: a crash in between leaves two requests rather than none. */
  private void sendAgain(Submission submission, JobRequest request, Duration waited) {
    Duration delay = delayAfter(waited);
    queues.send(QueueNames.JOB_REQUESTS, Json.write(request), delay);
    if (submission.job().waitingSince().isEmpty()) {
      setWaiting(submission.job(), Optional.of(clock.instant()));
    }
    log.atWarn()
        .addKeyValue("jobName", request.jobName())
        .addKeyValue("delay", delay)
        .log(
            "No instance can take the job now; its request is sent again. {}",
            submission.answers());
  }

  private static Duration delayAfter(Duration waited) {
    Duration delay = waited.dividedBy(2);
    if (delay.compareTo(SHORTEST_WAIT) < 0) {
      return SHORTEST_WAIT;
    }
    return delay.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : delay;
  }

  private void stopWaiting(Job job) {
    if (job.waitingSince().isPresent()) {
      setWaiting(job, Optional.empty());
    }
  }

  private void setWaiting(Job job, Optional<Instant> since) {
    ledger.update(job, j -> j.isDecided() ? Optional.empty() : Optional.of(j.waiting(since)));
  }
}
