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
import highavailability.jobs.SideBySide;
import highavailability.mediaservices.MediaServiceCallException;
import highavailability.mediaservices.MediaServiceInstance;
import highavailability.mediaservices.MediaServiceInstances;
import highavailability.mediaservices.UnknownInstanceException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Makes a finished asset playable from every instance: does the ordered list of steps in the
 * instance that made the asset, then in all others side by side, and announces the result once
 * (004_769afd586cfce8b9.txt, "Provisioning module details"). An instance that fails does not hold
 * up the others: it is announced as pending and caught up later, from any instance that is
 * complete.
 */
public final class ProvisioningOrchestrator {
  private static final Logger log = LoggerFactory.getLogger(ProvisioningOrchestrator.class);

  /**
   * How long the event waits for copies that are under way; then their instances are announced as
   * pending.
   */
  private static final Duration LONGEST_COPYING = Duration.ofHours(2);

  private final JobLedger ledger;
  private final JobDecider decider;
  private final MediaServiceInstances instances;
  private final RegionProvisioner regions;
  private final CompletedEventFactory events;
  private final Postponement postponement;
  private final CatchUp catchUp;
  private final Clock clock;

  /**
   * Provisions with the given steps, in their order.
   *
   * @param sideBySide runs the instances
   */
  public ProvisioningOrchestrator(
      JobLedger ledger,
      JobDecider decider,
      MediaServiceInstances instances,
      List<ProvisioningService> steps,
      ProvisioningSettings settings,
      MessageQueues queues,
      SideBySide sideBySide,
      Clock clock) {
    this.ledger = ledger;
    this.decider = decider;
    this.instances = instances;
    this.regions = new RegionProvisioner(steps, sideBySide);
    this.events = new CompletedEventFactory(new StreamingHost(settings.frontDoorHostName()));
    this.postponement = new Postponement(queues, clock);
    this.catchUp = new CatchUp(ledger, instances, regions, postponement);
    this.clock = clock;
  }

  /**
   * Provisions a finished job's asset; repeats what an earlier delivery left undone, and nothing
   * that is done. What cannot be done now is requested again with a growing delay.
   *
   * @throws InvalidMessageException when the message is wrong, or its job did not finish with that
   *     asset
   * @throws ProvisioningException when an instance cannot be provisioned however long one waits
   */
  public void provision(ProvisioningRequest request) {
    request.requireValid();
    Job job = finishedJob(request);
    decider.sendMissing(job);
    if (request.targetMediaServiceAccountNames() != null) {
      catchUp.run(job, request, source -> processedAsset(job, request, source), this::instance);
    } else if (job.followUps().completedEvent().isPresent()) {
      line(log.atInfo(), job).log("The asset is provisioned already");
    } else {
      provisionEverywhere(job, request);
    }
  }

  private void provisionEverywhere(Job job, ProvisioningRequest request) {
    line(log.atInfo(), job).log("ProvisioningOrchestrator::provision started");
    String why = "no instance that has the asset is left";
    for (String source : sources(job, request)) {
      ProcessedAsset asset = processedAsset(job, request, source);
      try {
        Optional<String> sourceFailure = provisionFrom(job, request, asset);
        if (sourceFailure.isEmpty()) {
          return;
        }
        why = sourceFailure.get();
      } catch (MediaServiceCallException e) {
        why = e.getMessage();
      }
    }
    postponement.later(job, request, why);
  }

  /**
   * The instance that made the asset, and then those where an earlier delivery has completed it.
   */
  private List<String> sources(Job job, ProvisioningRequest request) {
    String winner = job.current().account().orElseThrow();
    return Stream.concat(
            Stream.of(winner),
            instances.accountNames().stream()
                .filter(a -> !a.equals(winner) && isComplete(processedAsset(job, request, a))))
        .filter(instances.accountNames()::contains)
        .toList();
  }

  /** The locator for encrypted content comes last, so it is only where everything else is. */
  private static boolean isComplete(ProcessedAsset asset) {
    try {
      return asset
          .source()
          .findStreamingLocator(asset.clearKeyLocatorName())
          .filter(l -> l.id().equals(asset.clearKeyLocatorId()))
          .isPresent();
    } catch (MediaServiceCallException e) {
      return false;
    }
  }

  /** Gives the reason when the source is at fault, and nothing when it is not. */
  private Optional<String> provisionFrom(
      Job job, ProvisioningRequest request, ProcessedAsset asset) {
    Map<MediaServiceInstance, RuntimeException> failures =
        regions.provision(asset, instances.accountNames().stream().map(instances::get).toList());
    Optional<RuntimeException> ofSource = RegionProvisioner.ofSource(asset, failures);
    if (ofSource.isPresent()) {
      return ofSource.map(Throwable::getMessage);
    }
    boolean copying =
        failures.values().stream().anyMatch(ProvisioningDelayedException.class::isInstance);
    if (copying && postponement.waited(job).compareTo(LONGEST_COPYING) < 0) {
      postponement.soon(job, request, "copies are under way");
    } else {
      announce(job, asset, failures);
    }
    return Optional.empty();
  }

  private void announce(
      Job job, ProcessedAsset asset, Map<MediaServiceInstance, RuntimeException> failures) {
    Set<String> pending = new TreeSet<>();
    failures.forEach(
        (instance, e) -> {
          pending.add(instance.accountName());
          line(log.atWarn(), job)
              .addKeyValue("target", instance.accountName())
              .log("The instance is announced as pending and caught up later: {}", e.toString());
        });
    List<String> provisioned =
        instances.accountNames().stream().filter(a -> !pending.contains(a)).sorted().toList();
    ProvisioningCompletedEvent event = events.create(asset, provisioned, List.copyOf(pending));
    Job decided =
        ledger
            .update(
                job,
                j ->
                    j.followUps().completedEvent().isPresent()
                        ? Optional.empty()
                        : Optional.of(
                            j.withFollowUps(
                                j.followUps().withCompletedEvent(Json.write(event), pending))))
            .job();
    decider.sendMissing(decided);
    line(log.atInfo(), decided)
        .addKeyValue("mediaServiceAccountNames", provisioned)
        .addKeyValue("pendingMediaServiceAccountNames", pending)
        .addKeyValue(
            "secondsSinceRequest",
            Duration.between(decided.createdAt(), clock.instant()).toSeconds())
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

  private ProcessedAsset processedAsset(Job job, ProvisioningRequest request, String source) {
    String assetName = job.current().assetName(job.outputAssetName());
    if (!Names.same(assetName, request.processedAssetName())) {
      throw new InvalidMessageException(
          "Field 'processedAssetName': the result of job '"
              + job.jobName()
              + "' is the asset '"
              + assetName
              + "'.");
    }
    requireWinner(job, request);
    return new ProcessedAsset(
        job.jobName(),
        assetName,
        job.outputAssetName(),
        request.streamingLocatorName(),
        instance("processedAssetMediaServiceAccountName", source));
  }

  private static void requireWinner(Job job, ProvisioningRequest request) {
    String winner = job.current().account().orElseThrow();
    if (!Names.same(winner, request.processedAssetMediaServiceAccountName())) {
      throw new InvalidMessageException(
          "Field 'processedAssetMediaServiceAccountName': the result of job '"
              + job.jobName()
              + "' is at "
              + winner
              + ".");
    }
  }

  private MediaServiceInstance instance(String field, String accountName) {
    try {
      return instances.get(accountName);
    } catch (UnknownInstanceException e) {
      throw new InvalidMessageException("Field '" + field + "': " + e.getMessage(), e);
    }
  }

  static LoggingEventBuilder line(LoggingEventBuilder event, Job job) {
    return event
        .addKeyValue("jobName", job.jobName())
        .addKeyValue("attempt", job.current().number())
        .addKeyValue("mediaServiceAccountName", job.current().account().orElse("none"));
  }
}
