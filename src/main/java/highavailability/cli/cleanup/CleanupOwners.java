package highavailability.cli.cleanup;

import highavailability.jobs.Attempt;
import highavailability.jobs.AttemptKey;
import highavailability.jobs.Decision;
import highavailability.jobs.InputAssetIds;
import highavailability.jobs.Job;
import highavailability.jobs.Names;
import highavailability.mediaservices.MediaServiceAdministration.AssetItem;
import highavailability.mediaservices.MediaServiceAdministration.JobItem;
import highavailability.mediaservices.MediaServiceAdministration.LocatorItem;
import highavailability.provisioning.HealthProbe;
import highavailability.provisioning.ProcessedAsset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Knows from the ledger which job things at an instance belong to, and whether it is over. */
final class CleanupOwners {
  private final Function<String, Optional<Job>> jobs;
  private final Function<String, Optional<String>> outputAssetOwners;
  private final Map<String, String> inputsInUse;

  /**
   * Takes where to look.
   *
   * @param jobs the ledger's rows by job name
   * @param outputAssetOwners the jobs that have reserved output assets
   * @param inputsInUse for assets that jobs read which are not over, in canonical form, the job
   */
  CleanupOwners(
      Function<String, Optional<Job>> jobs,
      Function<String, Optional<String>> outputAssetOwners,
      Map<String, String> inputsInUse) {
    this.jobs = jobs;
    this.outputAssetOwners = outputAssetOwners;
    this.inputsInUse = inputsInUse;
  }

  /** Why something had better stay. */
  record Objection(Kind kind, String why) {
    /** What it would take to overrule it. */
    enum Kind {
      RUNNING,
      FOREIGN,
      PROTECTED
    }
  }

  /** The job that something belongs to, if known, and what stands against deleting it. */
  private record Owner(Optional<String> jobName, Optional<Objection> objection) {
    static Owner none(String why) {
      return new Owner(Optional.empty(), Optional.of(new Objection(Objection.Kind.FOREIGN, why)));
    }
  }

  /** What stands against deleting a thing; nothing when it is this app's and its job is over. */
  List<Objection> objectionsTo(CleanupThing thing) {
    if (thing instanceof CleanupThing.OfJob job) {
      return ownerOf(job.job()).objection().stream().toList();
    }
    if (thing instanceof CleanupThing.OfLocator locator) {
      return objectionsTo(locator.locator(), locator.asset());
    }
    return objectionsTo(((CleanupThing.OfAsset) thing).asset());
  }

  private Owner ownerOf(JobItem job) {
    return AttemptKey.fromCorrelationData(job.correlationData())
        .map(
            key ->
                jobs.apply(key.jobName())
                    .map(CleanupOwners::ownedBy)
                    .orElseGet(
                        () ->
                            Owner.none(
                                "its job '" + key.jobName() + "' is not in this app's ledger")))
        .orElseGet(() -> Owner.none("this app did not make it"));
  }

  private List<Objection> objectionsTo(LocatorItem locator, Optional<AssetItem> asset) {
    if (isProbe(locator.assetName())) {
      return List.of(probe());
    }
    Owner owner =
        asset.map(this::ownerOf).orElseGet(() -> Owner.none("it publishes no asset of this app"));
    boolean ours =
        owner
            .jobName()
            .filter(name -> ProcessedAsset.locatorIds(name).contains(locator.id()))
            .isPresent();
    List<Objection> objections = new ArrayList<>(owner.objection().stream().toList());
    if (!ours && owner.jobName().isPresent()) {
      objections.add(new Objection(Objection.Kind.FOREIGN, "this app did not make it"));
    }
    return objections;
  }

  private List<Objection> objectionsTo(AssetItem asset) {
    if (isProbe(asset.name())) {
      return List.of(probe());
    }
    Optional<Objection> inUse =
        Optional.ofNullable(inputsInUse.get(Names.canonical(asset.name())))
            .map(job -> new Objection(Objection.Kind.RUNNING, "job '" + job + "' reads it"));
    return Stream.concat(ownerOf(asset).objection().stream(), inUse.stream()).toList();
  }

  private Owner ownerOf(AssetItem asset) {
    return asset
        .alternateId()
        .map(id -> ownerOf(asset.name(), id))
        .orElseGet(() -> Owner.none("this app did not make it"));
  }

  private Owner ownerOf(String assetName, String alternateId) {
    Optional<String> output = outputAssetOwners.apply(alternateId);
    if (output.isPresent()) {
      return jobs.apply(output.get())
          .map(
              job ->
                  isOutputOf(job, assetName)
                      ? ownedBy(job)
                      : Owner.none("it is no output of job '" + job.jobName() + "'"))
          .orElseGet(() -> notYet(output.get()));
    }
    Optional<String> uploadedFor = InputAssetIds.jobOfUpload(alternateId);
    if (uploadedFor.isPresent()) {
      return jobs.apply(uploadedFor.get())
          .map(CleanupOwners::ownedBy)
          .orElseGet(() -> notYet(uploadedFor.get()));
    }
    return InputAssetIds.ofOriginal(alternateId)
        .map(original -> ownerOf(assetName, original))
        .orElseGet(
            () ->
                Owner.none(
                    InputAssetIds.isCopy(alternateId)
                        ? "it is the copy of an input that this app did not make"
                        : "this app did not make it"));
  }

  private static boolean isOutputOf(Job job, String assetName) {
    return Stream.concat(job.earlier().stream(), Stream.of(job.current()))
        .map((Attempt attempt) -> attempt.assetName(job.outputAssetName()))
        .anyMatch(name -> Names.same(name, assetName));
  }

  private static Owner notYet(String jobName) {
    return new Owner(
        Optional.of(jobName),
        Optional.of(
            new Objection(
                Objection.Kind.RUNNING,
                "its job '" + jobName + "' is not in the ledger; its request may still wait")));
  }

  private static Owner ownedBy(Job job) {
    return new Owner(
        Optional.of(job.jobName()),
        whyNotOver(job).map(why -> new Objection(Objection.Kind.RUNNING, why)));
  }

  private static Optional<String> whyNotOver(Job job) {
    String name = "job '" + job.jobName() + "'";
    if (job.decision().isEmpty()) {
      return Optional.of(name + " is not decided");
    }
    if (job.decision().get() instanceof Decision.Failed) {
      return job.followUps().failedEventSentAt().isPresent()
          ? Optional.empty()
          : Optional.of("the failed event of " + name + " is not sent");
    }
    if (job.followUps().completedEventSentAt().isEmpty()) {
      return Optional.of("the completed event of " + name + " is not sent");
    }
    return job.followUps().pendingAccounts().isEmpty()
        ? Optional.empty()
        : Optional.of(
            name + " is pending at " + String.join(", ", job.followUps().pendingAccounts()));
  }

  private static boolean isProbe(String assetName) {
    return Names.same(assetName, HealthProbe.NAME);
  }

  private static Objection probe() {
    return new Objection(Objection.Kind.PROTECTED, "Front Door probes it");
  }
}
