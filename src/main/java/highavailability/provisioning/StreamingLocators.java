package highavailability.provisioning;

import highavailability.mediaservices.MediaServiceInstance;
import highavailability.mediaservices.MediaServiceInstance.NewStreamingLocator;
import highavailability.mediaservices.MediaServiceInstance.StreamingLocator;

/** Makes a streaming locator where it is missing, and refuses to take another's for it. */
final class StreamingLocators {
  private StreamingLocators() {}

  static void ensure(MediaServiceInstance instance, NewStreamingLocator wanted) {
    if (instance.createStreamingLocator(wanted)) {
      return;
    }
    StreamingLocator there =
        instance
            .findStreamingLocator(wanted.name())
            .orElseThrow(
                () ->
                    new ProvisioningException(
                        "Streaming locator '"
                            + wanted.name()
                            + "' could not be made at "
                            + instance.accountName()
                            + ": its id "
                            + wanted.id()
                            + " is another locator's; delete that one."));
    boolean same =
        there.id().equals(wanted.id()) && there.assetName().equalsIgnoreCase(wanted.assetName());
    if (!same) {
      throw new ProvisioningException(
          "Streaming locator '"
              + wanted.name()
              + "' at "
              + instance.accountName()
              + " is another one: it has the id "
              + there.id()
              + " and publishes the asset '"
              + there.assetName()
              + "'; delete it, or choose another outputAssetName.");
    }
  }
}
