package highavailability.provisioning;

import highavailability.jobs.AssetDataException;
import highavailability.jobs.SideBySide;
import highavailability.mediaservices.MediaServiceCallException;
import highavailability.mediaservices.MediaServiceInstance;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Does the ordered list of steps: in the instance that has the asset, then in others side by side.
 */
final class RegionProvisioner {
  private final List<ProvisioningService> steps;
  private final SideBySide sideBySide;

  RegionProvisioner(List<ProvisioningService> steps, SideBySide sideBySide) {
    this.steps = List.copyOf(steps);
    this.sideBySide = sideBySide;
  }

  /**
   * Provisions the source, which all others are provisioned from, and then the others. Each of
   * those gets its chance.
   *
   * @return those that failed, and why
   * @throws MediaServiceCallException when the source does not do its part
   */
  Map<MediaServiceInstance, RuntimeException> provision(
      ProcessedAsset asset, List<MediaServiceInstance> targets) {
    provision(asset, asset.source());
    return sideBySide.failures(
        targets.stream().filter(t -> !asset.isSource(t)).toList(), t -> provision(asset, t));
  }

  private void provision(ProcessedAsset asset, MediaServiceInstance target) {
    steps.forEach(step -> step.provision(asset, target));
  }

  /** The failure that is the source's and not the target's. */
  static Optional<RuntimeException> ofSource(
      ProcessedAsset asset, Map<MediaServiceInstance, RuntimeException> failures) {
    String source = asset.source().accountName();
    return failures.values().stream()
        .filter(
            e ->
                (e instanceof AssetDataException data && data.accountName().equals(source))
                    || (e instanceof MediaServiceCallException call
                        && call.accountName().equals(source)))
        .findFirst();
  }
}
