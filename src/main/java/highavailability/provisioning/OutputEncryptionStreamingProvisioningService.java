package highavailability.provisioning;

import highavailability.mediaservices.MediaServiceInstance;
import highavailability.mediaservices.MediaServiceInstance.ContentKey;
import highavailability.mediaservices.MediaServiceInstance.NewStreamingLocator;
import java.util.List;
import java.util.Optional;

/**
 * Makes the streaming locator for content that is encrypted with a clear key
 * (004_769afd586cfce8b9.txt, "OutputEncryptionStreamingProvisioningService"). The source instance
 * makes the content keys; all others get the same ones, so a player that was moved to another
 * region goes on with the key that it has.
 */
public final class OutputEncryptionStreamingProvisioningService implements ProvisioningService {
  private static final String STREAMING_POLICY = "Predefined_ClearKey";

  private final String contentKeyPolicyName;

  /** Takes the policy that says who gets the keys; it must exist in every instance. */
  public OutputEncryptionStreamingProvisioningService(String contentKeyPolicyName) {
    this.contentKeyPolicyName = contentKeyPolicyName;
  }

  @Override
  public void provision(ProcessedAsset asset, MediaServiceInstance target) {
    List<ContentKey> keys =
        asset.isSource(target)
            ? List.of()
            : asset.source().listContentKeys(asset.clearKeyLocatorName());
    StreamingLocators.ensure(
        target,
        new NewStreamingLocator(
            asset.clearKeyLocatorName(),
            asset.clearKeyLocatorId(),
            asset.assetName(),
            STREAMING_POLICY,
            Optional.of(contentKeyPolicyName),
            keys));
  }
}
