package highavailability.scheduling;

import highavailability.jobs.AssetDataCopier;
import highavailability.jobs.AssetDataCopier.Container;
import highavailability.jobs.AssetDataCopier.Progress;
import highavailability.jobs.AssetDataException;
import highavailability.jobs.InputAssetIds;
import highavailability.mediaservices.MediaServiceCallException;
import highavailability.mediaservices.MediaServiceInstance;
import highavailability.mediaservices.MediaServiceInstance.Asset;
import highavailability.mediaservices.MediaServiceInstances;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/**
 * Input assets travel: a job can run where its input is not, because the input is copied there
 * first (000_1c8408daee2956d4.txt, "Regions").
 */
final class InputAssets {
  private final MediaServiceInstances instances;
  private final AssetDataCopier copier;

  InputAssets(MediaServiceInstances instances, AssetDataCopier copier) {
    this.instances = instances;
    this.copier = copier;
  }

  /** The instances that lack one of the assets or cannot be asked. */
  Set<String> lackedBy(List<String> assetNames) {
    Set<String> lacking = new TreeSet<>();
    for (String account : assetNames.isEmpty() ? List.<String>of() : instances.accountNames()) {
      if (assetNames.stream().anyMatch(name -> find(account, name).isEmpty())) {
        lacking.add(account);
      }
    }
    return lacking;
  }

  /**
   * Copies to an instance those of the assets that it lacks and another one has. One that none has
   * is left for the instance to complain about.
   *
   * @throws MediaServiceCallException when the copy is not complete: the instance cannot take the
   *     job yet
   */
  void bring(List<String> assetNames, MediaServiceInstance target) {
    for (String assetName : assetNames) {
      Optional<Source> source =
          target.findAsset(assetName).isPresent()
              ? copyUnderWay(assetName, target)
              : sourceOf(assetName, target);
      source.ifPresent(s -> copy(s, target));
    }
  }

  private record Source(String accountName, Asset asset) {}

  /**
   * An asset that was made for an earlier, unfinished copy is there, but has not all of its data.
   */
  private Optional<Source> copyUnderWay(String assetName, MediaServiceInstance target) {
    return target
        .findAsset(assetName)
        .flatMap(Asset::alternateId)
        .filter(InputAssetIds::isCopy)
        .flatMap(id -> sourceOf(assetName, target));
  }

  private Optional<Source> sourceOf(String assetName, MediaServiceInstance target) {
    return instances.accountNames().stream()
        .filter(a -> !a.equals(target.accountName()))
        .flatMap(a -> find(a, assetName).map(asset -> new Source(a, asset)).stream())
        .filter(s -> s.asset().alternateId().filter(InputAssetIds::isCopy).isEmpty())
        .findFirst();
  }

  private void copy(Source source, MediaServiceInstance target) {
    Asset copy =
        target.createOrUpdateAsset(
            source.asset().name(),
            Optional.of(
                InputAssetIds.copyFrom(source.accountName(), source.asset().alternateId())));
    Progress progress;
    try {
      progress =
          copier.copy(
              new Container(source.accountName(), source.asset().container()),
              new Container(target.accountName(), copy.container()));
    } catch (AssetDataException e) {
      throw notReady(target, e.getMessage(), e);
    }
    if (!progress.isComplete()) {
      throw notReady(
          target,
          "%d of %d blobs of input asset '%s' are copied"
              .formatted(progress.complete(), progress.total(), source.asset().name()),
          null);
    }
  }

  private static MediaServiceCallException notReady(
      MediaServiceInstance target, String detail, Throwable cause) {
    return new MediaServiceCallException(
        target.accountName(),
        "Assets.copyInput",
        MediaServiceCallException.Outcome.UNAVAILABLE,
        OptionalInt.empty(),
        detail,
        cause);
  }

  private Optional<Asset> find(String account, String assetName) {
    try {
      return instances.get(account).findAsset(assetName);
    } catch (MediaServiceCallException e) {
      return Optional.empty();
    }
  }
}
