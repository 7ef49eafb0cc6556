package highavailability.provisioning;

import highavailability.jobs.Job;
import highavailability.jobs.JobLedger;
import highavailability.jobs.Json;
import highavailability.jobs.ProvisioningCompletedEvent;
import highavailability.jobs.ProvisioningRequest;
import highavailability.mediaservices.MediaServiceCallException;
import highavailability.mediaservices.MediaServiceInstance;
import highavailability.mediaservices.MediaServiceInstances;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Provisions given instances of an asset that is announced already, from the first instance that is
 * complete and answers; there is no further event.
 */
final class CatchUp {
  private static final Logger log = LoggerFactory.getLogger(ProvisioningOrchestrator.class);

  private final JobLedger ledger;
  private final MediaServiceInstances instances;
  private final RegionProvisioner regions;
  private final Postponement postponement;

  CatchUp(
      JobLedger ledger,
      MediaServiceInstances instances,
      RegionProvisioner regions,
      Postponement postponement) {
    this.ledger = ledger;
    this.instances = instances;
    this.regions = regions;
    this.postponement = postponement;
  }

  /**
   * Catches the instances of a request up, or postpones it.
   *
   * @param assetAt the job's asset with the given instance as its source
   * @param instance the instance that a field of the request names
   */
  void run(
      Job job,
      ProvisioningRequest request,
      Function<String, ProcessedAsset> assetAt,
      BiFunction<String, String, MediaServiceInstance> instance) {
    List<MediaServiceInstance> targets =
        request.targetMediaServiceAccountNames().stream()
            .filter(account -> !hasLeft(job, account))
            .map(account -> instance.apply("targetMediaServiceAccountNames", account))
            .toList();
    if (targets.isEmpty()) {
      return;
    }
    String why = "no instance is left that has the asset";
    for (String source : sources(job, request)) {
      ProcessedAsset asset = assetAt.apply(source);
      try {
        Map<MediaServiceInstance, RuntimeException> failures = regions.provision(asset, targets);
        Optional<RuntimeException> ofSource = RegionProvisioner.ofSource(asset, failures);
        if (ofSource.isEmpty()) {
          settle(job, request, targets, failures);
          return;
        }
        why = ofSource.get().getMessage();
      } catch (MediaServiceCallException e) {
        why = e.getMessage();
      }
    }
    postponement.later(job, request, why);
  }

  private void settle(
      Job job,
      ProvisioningRequest request,
      List<MediaServiceInstance> targets,
      Map<MediaServiceInstance, RuntimeException> failures) {
    targets.stream()
        .filter(t -> !failures.containsKey(t))
        .forEach(t -> caughtUp(job, t.accountName()));
    for (RuntimeException failure : failures.values()) {
      // What an operator has to mend ends on the poison queue, with its reason.
      if (failure instanceof ProvisioningException) {
        throw failure;
      }
    }
    failures.values().stream()
        .findFirst()
        .ifPresent(e -> postponement.later(job, request, e.getMessage()));
  }

  private List<String> sources(Job job, ProvisioningRequest request) {
    Stream<String> announced =
        job
            .followUps()
            .completedEvent()
            .map(e -> Json.read(e, ProvisioningCompletedEvent.class).mediaServiceAccountNames())
            .stream()
            .flatMap(List::stream);
    return Stream.concat(Stream.of(request.processedAssetMediaServiceAccountName()), announced)
        .filter(instances.accountNames()::contains)
        .filter(a -> !request.targetMediaServiceAccountNames().contains(a))
        .distinct()
        .toList();
  }

  /** An instance that was pending and has left the configuration needs nothing any more. */
  private boolean hasLeft(Job job, String account) {
    boolean left =
        job.followUps().pendingAccounts().contains(account)
            && !instances.accountNames().contains(account);
    if (left) {
      caughtUp(job, account);
    }
    return left;
  }

  private void caughtUp(Job job, String account) {
    ledger.update(
        job,
        j ->
            j.followUps().pendingAccounts().contains(account)
                ? Optional.of(j.withFollowUps(j.followUps().withoutPending(account)))
                : Optional.empty());
    ProvisioningOrchestrator.line(log.atInfo(), job)
        .addKeyValue("target", account)
        .log("ProvisioningOrchestrator::provision caught up");
  }
}
