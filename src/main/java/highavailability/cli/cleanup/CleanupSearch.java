package highavailability.cli.cleanup;

import highavailability.cli.cleanup.CleanupPlan.Step;
import highavailability.cli.cleanup.CleanupSelection.Kind;
import highavailability.jobs.Names;
import highavailability.mediaservices.MediaServiceAdministration;
import highavailability.mediaservices.MediaServiceAdministration.AssetItem;
import highavailability.mediaservices.MediaServiceAdministration.LocatorItem;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds at one instance what a selection covers, and what goes with it. */
final class CleanupSearch {
  private final MediaServiceAdministration instance;
  private final CleanupOwners owners;
  private final CleanupSelection selection;

  CleanupSearch(
      MediaServiceAdministration instance, CleanupOwners owners, CleanupSelection selection) {
    this.instance = instance;
    this.owners = owners;
    this.selection = selection;
  }

  /** What was found, in the order of deletion: jobs, locators, assets. */
  List<Step> steps() {
    List<Step> jobs = selection.kinds().contains(Kind.jobs) ? jobs() : List.of();
    if (!selection.kinds().contains(Kind.locators) && !selection.kinds().contains(Kind.assets)) {
      return jobs;
    }
    List<AssetItem> all = instance.listAssets();
    List<Step> assets =
        all.stream()
            .map(CleanupThing.OfAsset::new)
            .filter(selection::covers)
            .map(this::step)
            .toList();
    return Stream.of(jobs, locators(all, assets), assets).flatMap(List::stream).toList();
  }

  private List<Step> jobs() {
    return instance.listTransforms().stream()
        .flatMap(transform -> instance.listJobs(transform).stream())
        .map(CleanupThing.OfJob::new)
        .filter(selection::covers)
        .map(this::step)
        .toList();
  }

  private List<Step> locators(List<AssetItem> all, List<Step> assets) {
    Map<String, AssetItem> byName =
        all.stream()
            .collect(
                Collectors.toMap(a -> Names.canonical(a.name()), Function.identity(), (a, b) -> a));
    Set<String> deleted = new HashSet<>();
    assets.stream()
        .filter(s -> s.reasonToKeep().isEmpty())
        .forEach(s -> deleted.add(Names.canonical(s.thing().name())));
    return instance.listStreamingLocators().stream()
        .flatMap(l -> locator(l, Optional.ofNullable(byName.get(assetOf(l))), deleted).stream())
        .toList();
  }

  private Optional<Step> locator(
      LocatorItem locator, Optional<AssetItem> asset, Set<String> deletedAssets) {
    CleanupThing thing = new CleanupThing.OfLocator(locator, asset);
    if (asset.isPresent() && deletedAssets.contains(assetOf(locator))) {
      // It would not outlive its asset, whoever made it.
      return Optional.of(new Step(thing, new CleanupThing.OfAsset(asset.get()), Optional.empty()));
    }
    return selection.covers(thing) ? Optional.of(step(thing)) : Optional.empty();
  }

  private static String assetOf(LocatorItem locator) {
    return Names.canonical(locator.assetName());
  }

  private Step step(CleanupThing thing) {
    return new Step(thing, thing, selection.reasonToKeep(owners.objectionsTo(thing)));
  }
}
