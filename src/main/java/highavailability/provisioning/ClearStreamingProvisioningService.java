package highavailability.provisioning;

import highavailability.mediaservices.MediaServiceInstance;
import highavailability.mediaservices.MediaServiceInstance.NewStreamingLocator;
import java.util.List;
import java.util.Optional;

/**
 * Makes the streaming locator for clear content (004_769afd586cfce8b9.txt,
 * "ClearStreamingProvisioningService").
 */
public final class ClearStreamingProvisioningService implements ProvisioningService {
  private static final String STREAMING_POLICY = "Predefined_ClearStreamingOnly";

  @Override
  public void provision(ProcessedAsset asset, MediaServiceInstance target) {
    StreamingLocators.ensure(
        target,
        new NewStreamingLocator(
            asset.clearLocatorName(),
            asset.clearLocatorId(),
            asset.assetName(),
            STREAMING_POLICY,
            Optional.empty(),
            List.of()));
  }
}
