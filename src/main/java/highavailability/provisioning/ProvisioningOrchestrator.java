package highavailability.provisioning;

import highavailability.jobs.Decision;
import highavailability.jobs.InvalidMessageException;
import highavailability.jobs.Job;
import highavailability.jobs.JobDecider;
import highavailability.jobs.JobLedger;
import highavailability.jobs.Json;
import highavailability.jobs.MessageQueues;
import highavailability.jobs.Names;
import highavailability.jobs.ProvisioningCompletedEvent;
import highavailability.jobs.ProvisioningRequest;
import highavailability.jobs.QueueNames;
import highavailability.mediaservices.MediaServiceInstance;
import highavailability.mediaservices.MediaServiceInstances;
import highavailability.mediaservices.UnknownInstanceException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Makes a finished asset playable from every instance: does the ordered list of steps in the
 * instance that made the asset, then in all others side by side, and announces the result once
 * (004_769afd586cfce8b9.txt, "Provisioning module details").
 */
public final class ProvisioningOrchestrator {
  private static final Logger log = LoggerFactory.getLogger(ProvisioningOrchestrator.class);

  private static final Duration UNTIL_NEXT_LOOK = Duration.ofMinutes(1);

  private final JobLedger ledger;
  private final JobDecider decider;
  private final MediaServiceInstances instances;
  private final List<ProvisioningService> steps;
  private final CompletedEventFactory events;
  private final MessageQueues queues;
  private final Executor executor;

  /**
   * Provisions with the given steps, in their order.
   *
   * @param executor runs the instances side by side
   */
  public ProvisioningOrchestrator(
      JobLedger ledger,
      JobDecider decider,
      MediaServiceInstances instances,
      List<ProvisioningService> steps,
      ProvisioningSettings settings,
      MessageQueues queues,
      Executor executor) {
    this.ledger = ledger;
    this.decider = decider;
    this.instances = instances;
    this.steps = List.copyOf(steps);
    this.events = new CompletedEventFactory(new StreamingHost(settings.frontDoorHostName()));
    this.queues = queues;
    this.executor = executor;
  }

  /**
   * Provisions a finished job's asset; repeats what an earlier delivery left undone, and nothing
   * that is done.
   *
   * @throws InvalidMessageException when the message is wrong, or its job did not finish with that
   *     asset
   * @throws ProvisioningException when an instance cannot be provisioned; the message is to be
   *     tried again
   */
  public void provision(ProvisioningRequest request) {
    request.requireValid();
    Job job = finishedJob(request);
    boolean announced = job.followUps().completedEvent().isPresent();
    decider.sendMissing(job);
    if (announced && request.targetMediaServiceAccountNames() == null) {
      line(job).log("The asset is provisioned already");
      return;
    }
    ProcessedAsset asset = processedAsset(job, request);
    List<MediaServiceInstance> targets = targets(request);
    line(job).log("ProvisioningOrchestrator::provision started");
    try {
      provision(asset, asset.source());
      provisionSideBySide(asset, targets.stream().filter(t -> !asset.isSource(t)).toList());
    } catch (ProvisioningDelayedException e) {
      queues.send(QueueNames.PROVISIONING_REQUESTS, Json.write(request), UNTIL_NEXT_LOOK);
      line(job).log("Provisioning goes on in {}: {}", UNTIL_NEXT_LOOK, e.getMessage());
      return;
    }
    if (!announced) {
      announce(job, asset, targets);
    }
  }

  private void provision(ProcessedAsset asset, MediaServiceInstance target) {
    steps.forEach(step -> step.provision(asset, target));
  }

  /** Every instance gets its chance: a failure is thrown when all have ended. */
  private void provisionSideBySide(ProcessedAsset asset, List<MediaServiceInstance> targets) {
    List<CompletableFuture<Void>> running =
        targets.stream()
            .map(t -> CompletableFuture.runAsync(() -> provision(asset, t), executor))
            .toList();
    RuntimeException failure = null;
    for (CompletableFuture<Void> future : running) {
      try {
        future.join();
      } catch (CompletionException e) {
        RuntimeException cause =
            e.getCause() instanceof RuntimeException r ? r : new ProvisioningException("", e);
        if (failure == null || failure instanceof ProvisioningDelayedException) {
          failure = cause;
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private void announce(Job job, ProcessedAsset asset, List<MediaServiceInstance> targets) {
    List<String> provisioned =
        Stream.concat(Stream.of(asset.source()), targets.stream())
            .map(MediaServiceInstance::accountName)
            .distinct()
            .sorted()
            .toList();
    ProvisioningCompletedEvent event = events.create(asset, provisioned, List.of());
    Job decided =
        ledger
            .update(
                job,
                j ->
                    j.followUps().completedEvent().isPresent()
                        ? Optional.empty()
                        : Optional.of(
                            j.withFollowUps(j.followUps().withCompletedEvent(Json.write(event)))))
            .job();
    decider.sendMissing(decided);
    line(decided)
        .addKeyValue("mediaServiceAccountNames", event.mediaServiceAccountNames())
        .log("ProvisioningOrchestrator::provision completed");
  }

  private Job finishedJob(ProvisioningRequest request) {
    Job job =
        ledger
            .find(request.jobName())
            .orElseThrow(
                () ->
                    new InvalidMessageException(
                        "Field 'jobName': there is no job '" + request.jobName() + "'."));
    if (!(job.decision().orElse(null) instanceof Decision.Finished)) {
      throw new InvalidMessageException(
          "Field 'jobName': job '"
              + job.jobName()
              + "' has not finished; its asset is provisioned when it does.");
    }
    return job;
  }

  private ProcessedAsset processedAsset(Job job, ProvisioningRequest request) {
    String assetName = job.current().assetName(job.outputAssetName());
    if (!Names.same(assetName, request.processedAssetName())) {
      throw new InvalidMessageException(
          "Field 'processedAssetName': the result of job '"
              + job.jobName()
              + "' is the asset '"
              + assetName
              + "'.");
    }
    return new ProcessedAsset(
        job.jobName(),
        assetName,
        job.outputAssetName(),
        request.streamingLocatorName(),
        instance(
            "processedAssetMediaServiceAccountName",
            request.processedAssetMediaServiceAccountName()));
  }

  private List<MediaServiceInstance> targets(ProvisioningRequest request) {
    List<String> names =
        request.targetMediaServiceAccountNames() == null
            ? instances.accountNames()
            : request.targetMediaServiceAccountNames();
    return names.stream().map(n -> instance("targetMediaServiceAccountNames", n)).toList();
  }

  private MediaServiceInstance instance(String field, String accountName) {
    try {
      return instances.get(accountName);
    } catch (UnknownInstanceException e) {
      throw new InvalidMessageException("Field '" + field + "': " + e.getMessage(), e);
    }
  }

  private static LoggingEventBuilder line(Job job) {
    return log.atInfo()
        .addKeyValue("jobName", job.jobName())
        .addKeyValue("attempt", job.current().number())
        .addKeyValue("mediaServiceAccountName", job.current().account().orElse("none"));
  }
}
