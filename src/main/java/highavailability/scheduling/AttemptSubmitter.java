package highavailability.scheduling;

import highavailability.health.InstanceSelector;
import highavailability.jobs.Attempt;
import highavailability.jobs.AttemptKey;
import highavailability.jobs.Job;
import highavailability.jobs.JobLedger;
import highavailability.jobs.JobOutputStatus;
import highavailability.jobs.JobOutputStatusStore;
import highavailability.jobs.JobRequest;
import highavailability.jobs.JobVerificationRequest;
import highavailability.jobs.Json;
import highavailability.jobs.MessageQueues;
import highavailability.jobs.Names;
import highavailability.jobs.QueueNames;
import highavailability.mediaservices.MediaServiceCallException;
import highavailability.mediaservices.MediaServiceCallException.Outcome;
import highavailability.mediaservices.MediaServiceInstance;
import highavailability.mediaservices.MediaServiceInstance.JobCreation;
import highavailability.mediaservices.MediaServiceInstance.MediaServiceJob;
import highavailability.mediaservices.MediaServiceInstance.NewJob;
import highavailability.mediaservices.MediaServiceInstances;
import highavailability.mediaservices.UnknownInstanceException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Gives the current attempt of a job to an instance. Every step can be repeated, and each comes
 * before what depends on it: the ledger's row, the status row, the delayed verification, the output
 * asset, the job. So wherever an invocation dies, either the next delivery of its message does the
 * steps again, or the verification finds what was left.
 */
final class AttemptSubmitter {
  private static final Logger log = LoggerFactory.getLogger(AttemptSubmitter.class);

  private final JobLedger ledger;
  private final JobOutputStatusStore statuses;
  private final MessageQueues queues;
  private final MediaServiceInstances instances;
  private final InstanceSelector selector;
  private final SchedulingSettings settings;
  private final Clock clock;

  AttemptSubmitter(
      JobLedger ledger,
      JobOutputStatusStore statuses,
      MessageQueues queues,
      MediaServiceInstances instances,
      InstanceSelector selector,
      SchedulingSettings settings,
      Clock clock) {
    this.ledger = ledger;
    this.statuses = statuses;
    this.queues = queues;
    this.instances = instances;
    this.selector = selector;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Submits the job's current attempt, to the instance that the row names or else to the next
   * usable one, and goes on to another instance when one does not take it.
   *
   * @param avoided instances to be taken only when there is no other
   */
  Submission submit(Job job, Set<String> avoided) {
    Map<String, MediaServiceCallException> failures = new LinkedHashMap<>();
    Job row = job;
    while (!row.isDecided()) {
      if (row.current().account().isEmpty()) {
        Optional<String> account = nextInstance(failures.keySet(), avoided);
        if (account.isEmpty()) {
          break;
        }
        row = place(row, account.get());
        continue;
      }
      Attempt attempt = row.current();
      String account = attempt.account().get();
      try {
        take(row, instances.get(account));
        row = ledger.find(row.jobName()).orElse(row);
        if (row.isDecided() || row.isOpenAt(attempt.number(), account)) {
          break;
        }
        // Somebody gave the attempt to another instance while this one was taking it.
        stop(row, attempt);
      } catch (MediaServiceCallException e) {
        failures.put(account, e);
        row = e.outcome() == Outcome.UNKNOWN ? supersede(row, e) : withdraw(row, e);
      } catch (UnknownInstanceException e) {
        row = supersede(row, notConfigured(account, e));
      }
    }
    return new Submission(row, failures.values().stream().toList());
  }

  private Optional<String> nextInstance(Set<String> failed, Set<String> avoided) {
    Set<String> excluded = new TreeSet<>(failed);
    excluded.addAll(avoided);
    return selector.next(excluded).or(() -> selector.next(failed));
  }

  private Job place(Job row, String account) {
    return ledger
        .update(
            row,
            j ->
                j.isDecided() || j.current().account().isPresent()
                    ? Optional.empty()
                    : Optional.of(j.placedAt(account, clock.instant())))
        .job();
  }

  private void take(Job job, MediaServiceInstance instance) {
    Attempt attempt = job.current();
    AttemptKey key = attempt.key(job.jobName()).orElseThrow();
    statuses.recordSubmission(JobOutputStatus.submitted(job, key));
    queues.send(
        QueueNames.JOB_VERIFICATION_REQUESTS,
        Json.write(
            new JobVerificationRequest(
                job.jobName(), attempt.number(), job.counters().check(), key.account())),
        settings.verifyAfter());

    String serviceJobName = attempt.serviceJobName(job.jobName());
    String assetName = attempt.assetName(job.outputAssetName());
    JobRequest request = job.request().orElseThrow();
    instance.createOrUpdateAsset(assetName, Optional.of(job.outputAssetName()));
    JobCreation creation =
        instance.createJob(
            new NewJob(
                job.transformName(),
                serviceJobName,
                request.jobInputs(),
                assetName,
                key.toCorrelationData()));
    if (creation == JobCreation.EXISTS) {
      requireOwn(job, key, instance, serviceJobName);
    }
    line(log.atInfo(), job)
        .addKeyValue("serviceJobName", serviceJobName)
        .addKeyValue("outputAssetName", assetName)
        .log(
            "JobSchedulingService::submitJob {}",
            creation == JobCreation.CREATED
                ? "successfully created job"
                : "found its job already there");
  }

  /** A job of the same name is adopted only when it was made for this very attempt. */
  private void requireOwn(
      Job job, AttemptKey key, MediaServiceInstance instance, String serviceJobName) {
    Optional<MediaServiceJob> there = instance.findJob(job.transformName(), serviceJobName);
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

  private Job withdraw(Job row, MediaServiceCallException e) {
    Attempt attempt = row.current();
    line(log.atWarn(), row)
        .log("The instance did not take the job; the next one is tried. {}", e.getMessage());
    JobLedger.Change change = changeIfCurrent(row, attempt, j -> j.unplaced(clock.instant()));
    if (change.made()) {
      statuses.withdraw(attempt.key(row.jobName()).orElseThrow());
    }
    return change.job();
  }

  private Job supersede(Job row, MediaServiceCallException e) {
    line(log.atWarn(), row)
        .log(
            "The instance may or may not have taken the job; a new attempt is made elsewhere. {}",
            e.getMessage());
    return changeIfCurrent(row, row.current(), j -> j.superseded(e.getMessage(), clock.instant()))
        .job();
  }

  private JobLedger.Change changeIfCurrent(Job row, Attempt attempt, Function<Job, Job> change) {
    return ledger.update(
        row,
        j ->
            j.isOpenAt(attempt.number(), attempt.account().orElseThrow())
                ? Optional.of(change.apply(j))
                : Optional.empty());
  }

  private void stop(Job row, Attempt left) {
    String account = left.account().orElseThrow();
    try {
      instances.get(account).cancelJob(row.transformName(), left.serviceJobName(row.jobName()));
    } catch (MediaServiceCallException e) {
      line(log.atWarn(), row)
          .log("A job of a superseded attempt could not be cancelled. {}", e.getMessage());
    }
  }

  private static MediaServiceCallException notConfigured(
      String account, UnknownInstanceException e) {
    return new MediaServiceCallException(
        account, "Jobs.create", Outcome.UNKNOWN, OptionalInt.empty(), e.getMessage(), e);
  }

  private static LoggingEventBuilder line(LoggingEventBuilder event, Job job) {
    return event
        .addKeyValue("jobName", job.jobName())
        .addKeyValue("attempt", job.current().number())
        .addKeyValue("mediaServiceAccountName", job.current().account().orElse("none"));
  }
}
