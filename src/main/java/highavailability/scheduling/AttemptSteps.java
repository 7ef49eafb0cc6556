package highavailability.scheduling;

import highavailability.jobs.Attempt;
import highavailability.jobs.AttemptKey;
import highavailability.jobs.Job;
import highavailability.jobs.JobOutputStatus;
import highavailability.jobs.JobOutputStatusStore;
import highavailability.jobs.JobVerificationRequest;
import highavailability.jobs.Json;
import highavailability.jobs.MessageQueues;
import highavailability.jobs.Names;
import highavailability.jobs.QueueNames;
import highavailability.mediaservices.JobInputs;
import highavailability.mediaservices.MediaServiceCallException;
import highavailability.mediaservices.MediaServiceCallException.Outcome;
import highavailability.mediaservices.MediaServiceInstance;
import highavailability.mediaservices.MediaServiceInstance.Asset;
import highavailability.mediaservices.MediaServiceInstance.JobCreation;
import highavailability.mediaservices.MediaServiceInstance.MediaServiceJob;
import highavailability.mediaservices.MediaServiceInstance.NewJob;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The steps that give an attempt to its instance, in the order in which each comes before what
 * depends on it: the status row, the delayed verification, the input, the output asset, the job.
 */
final class AttemptSteps {
  private static final Logger log = LoggerFactory.getLogger(AttemptSubmitter.class);

  private final JobOutputStatusStore statuses;
  private final MessageQueues queues;
  private final InputAssets inputs;
  private final Duration verifyAfter;

  AttemptSteps(
      JobOutputStatusStore statuses,
      MessageQueues queues,
      InputAssets inputs,
      Duration verifyAfter) {
    this.statuses = statuses;
    this.queues = queues;
    this.inputs = inputs;
    this.verifyAfter = verifyAfter;
  }

  /**
   * What the instance answered when it did not take the job; its outcome tells whether it may have.
   */
  Optional<MediaServiceCallException> take(Job job, MediaServiceInstance instance) {
    try {
      prepare(job, instance);
    } catch (MediaServiceCallException e) {
      // Nothing before the job itself leaves anything that would have to be undone.
      return Optional.of(e.as(e.outcome() == Outcome.UNKNOWN ? Outcome.UNAVAILABLE : e.outcome()));
    }
    try {
      create(job, instance);
      return Optional.empty();
    } catch (MediaServiceCallException e) {
      return Optional.of(e);
    }
  }

  /**
   * All that comes before the job: can be done again, and leaves nothing that would have to be
   * undone.
   */
  private void prepare(Job job, MediaServiceInstance instance) {
    Attempt attempt = job.current();
    AttemptKey key = attempt.key(job.jobName()).orElseThrow();
    statuses.recordSubmission(JobOutputStatus.submitted(job, key));
    sendVerification(job, verifyAfter);
    inputs.bring(inputAssets(job), instance);
    Asset asset =
        instance.createOrUpdateAsset(
            attempt.assetName(job.outputAssetName()), Optional.of(job.outputAssetName()));
    if (!asset.isOf(job.outputAssetName())) {
      throw new MediaServiceCallException(
          key.account(),
          "Assets.createOrUpdate",
          Outcome.REFUSED,
          OptionalInt.of(409),
          "an asset '"
              + asset.name()
              + "' that this app did not make is there already; choose another outputAssetName",
          null);
    }
  }

  /** Has the attempt looked at later, whatever becomes of this invocation. */
  void sendVerification(Job job, Duration visibleAfter) {
    Attempt attempt = job.current();
    queues.send(
        QueueNames.JOB_VERIFICATION_REQUESTS,
        Json.write(
            new JobVerificationRequest(
                job.jobName(),
                attempt.number(),
                job.counters().check(),
                attempt.account().orElseThrow())),
        visibleAfter);
  }

  private void create(Job job, MediaServiceInstance instance) {
    Attempt attempt = job.current();
    AttemptKey key = attempt.key(job.jobName()).orElseThrow();
    String serviceJobName = attempt.serviceJobName(job.jobName());
    String assetName = attempt.assetName(job.outputAssetName());
    JobCreation creation =
        instance.createJob(
            new NewJob(
                job.transformName(),
                serviceJobName,
                job.request().orElseThrow().jobInputs(),
                assetName,
                key.toCorrelationData()));
    if (creation == JobCreation.EXISTS) {
      requireOwn(job, key, instance, serviceJobName);
    }
    AttemptSubmitter.line(log.atInfo(), job)
        .addKeyValue("serviceJobName", serviceJobName)
        .addKeyValue("outputAssetName", assetName)
        .log(
            "JobSchedulingService::submitJob {}",
            creation == JobCreation.CREATED
                ? "successfully created job"
                : "found its job already there");
  }

  static List<String> inputAssets(Job job) {
    return JobInputs.assetNames(job.request().orElseThrow().jobInputs());
  }

  /** A job of the same name is adopted only when it was made for this very attempt. */
  private void requireOwn(
      Job job, AttemptKey key, MediaServiceInstance instance, String serviceJobName) {
    Optional<MediaServiceJob> there;
    try {
      there = instance.findJob(job.transformName(), serviceJobName);
    } catch (MediaServiceCallException e) {
      // There is a job of that name, and it may be this one.
      throw e.as(Outcome.UNKNOWN);
    }
    boolean own =
        there
            .flatMap(j -> AttemptKey.fromCorrelationData(j.correlationData()))
            .filter(k -> k.attempt() == key.attempt() && Names.same(k.jobName(), key.jobName()))
            .isPresent();
    if (!own) {
      throw new MediaServiceCallException(
          key.account(),
          "Jobs.create",
          Outcome.REFUSED,
          OptionalInt.of(409),
          "a job '"
              + serviceJobName
              + "' that this app did not make is there already; choose another jobName",
          null);
    }
  }
}
