package highavailability.provisioning;

import highavailability.jobs.AssetDataCopier;
import highavailability.jobs.AssetDataCopier.Container;
import highavailability.jobs.AssetDataCopier.Progress;
import highavailability.jobs.Pause;
import highavailability.mediaservices.MediaServiceInstance;
import highavailability.mediaservices.MediaServiceInstance.Asset;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Copies the asset's data from the instance that made it to the target (004_769afd586cfce8b9.txt,
 * "AssetDataProvisioningService").
 */
public final class AssetDataProvisioningService implements ProvisioningService {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final AssetDataCopier copier;
  private final Duration longestWait;
  private final Pause pause;
  private final Clock clock;

  /**
   * Copies over the given copier.
   *
   * @param longestWait how long to wait for a copy before leaving the rest to a later invocation
   */
  public AssetDataProvisioningService(
      AssetDataCopier copier, Duration longestWait, Pause pause, Clock clock) {
    this.copier = copier;
    this.longestWait = longestWait;
    this.pause = pause;
    this.clock = clock;
  }

  @Override
  public void provision(ProcessedAsset asset, MediaServiceInstance target) {
    if (asset.isSource(target)) {
      return;
    }
    Container from =
        container(
            asset.source(),
            asset
                .source()
                .findAsset(asset.assetName())
                .orElseThrow(
                    () ->
                        new ProvisioningException(
                            "Asset '"
                                + asset.assetName()
                                + "' is missing at "
                                + asset.source().accountName()
                                + "; submit the job again.")));
    Asset copy =
        target.createOrUpdateAsset(asset.assetName(), Optional.of(asset.requestedAssetName()));
    if (!copy.isOf(asset.requestedAssetName())) {
      throw new ProvisioningException(
          "Asset '"
              + asset.assetName()
              + "' at "
              + target.accountName()
              + " is another one, which this app did not make; delete it, or choose another"
              + " outputAssetName.");
    }
    Container to = container(target, copy);
    copy(asset, from, to);
  }

  private void copy(ProcessedAsset asset, Container from, Container to) {
    Instant giveUpAt = clock.instant().plus(longestWait);
    Duration next = FIRST_PAUSE;
    for (Progress progress = copier.copy(from, to);
        !progress.isComplete();
        progress = copier.copy(from, to)) {
      if (progress.total() == 0) {
        throw new ProvisioningException(
            "Asset '" + asset.assetName() + "' is empty at " + from.accountName() + ".");
      }
      if (!clock.instant().plus(next).isBefore(giveUpAt)) {
        throw new ProvisioningDelayedException(
            progress.complete()
                + " of "
                + progress.total()
                + " blobs of asset '"
                + asset.assetName()
                + "' are copied to "
                + to.accountName());
      }
      pause.pause(next);
      next =
          next.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : next.multipliedBy(2);
    }
  }

  private static Container container(MediaServiceInstance instance, Asset asset) {
    return new Container(instance.accountName(), asset.container());
  }
}
