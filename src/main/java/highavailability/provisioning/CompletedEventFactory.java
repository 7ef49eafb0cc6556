package highavailability.provisioning;

import highavailability.jobs.DerivedIds;
import highavailability.jobs.ProvisioningCompletedEvent;
import highavailability.jobs.ProvisioningCompletedEvent.PublishedLocator;
import highavailability.jobs.ProvisioningCompletedEvent.StreamingUrls;
import highavailability.mediaservices.MediaServiceInstance.StreamingPath;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Writes the event that tells users where an asset can be played. */
final class CompletedEventFactory {
  private final StreamingHost host;

  CompletedEventFactory(StreamingHost host) {
    this.host = host;
  }

  ProvisioningCompletedEvent create(
      ProcessedAsset asset, List<String> provisioned, List<String> pending) {
    PublishedLocator clear = published(asset, asset.clearLocatorName(), asset.clearLocatorId());
    PublishedLocator clearKey =
        published(asset, asset.clearKeyLocatorName(), asset.clearKeyLocatorId());
    StreamingUrls urls = clear.streamingUrls();
    return new ProvisioningCompletedEvent(
        DerivedIds.of(asset.jobName(), "provisioning-completed-event").toString(),
        asset.jobName(),
        asset.assetName(),
        Optional.ofNullable(urls.dash()).orElse(urls.hls()),
        urls,
        provisioned,
        pending,
        List.of(clear),
        List.of(clearKey));
  }

  private PublishedLocator published(ProcessedAsset asset, String name, UUID id) {
    List<StreamingPath> paths = asset.source().listStreamingPaths(name);
    String dash = urlFor("Dash", paths);
    String hls = urlFor("Hls", paths);
    if (dash == null && hls == null) {
      throw new ProvisioningException(
          "Asset '"
              + asset.assetName()
              + "' has no DASH and no HLS path at "
              + asset.source().accountName()
              + ": its transform makes nothing that can be streamed.");
    }
    return new PublishedLocator(name, id.toString(), new StreamingUrls(dash, hls));
  }

  private String urlFor(String protocol, List<StreamingPath> paths) {
    return paths.stream()
        .filter(p -> p.protocol().equalsIgnoreCase(protocol))
        .flatMap(p -> p.paths().stream())
        .findFirst()
        .map(host::urlOf)
        .orElse(null);
  }
}
