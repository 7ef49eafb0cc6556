package highavailability.mediaservices;

import com.azure.resourcemanager.mediaservices.fluent.models.ListContentKeysResponseInner;
import com.azure.resourcemanager.mediaservices.fluent.models.ListPathsResponseInner;
import com.azure.resourcemanager.mediaservices.fluent.models.StreamingLocatorInner;
import com.azure.resourcemanager.mediaservices.models.StreamingLocatorContentKey;
import highavailability.mediaservices.MediaServiceInstance.ContentKey;
import highavailability.mediaservices.MediaServiceInstance.NewStreamingLocator;
import highavailability.mediaservices.MediaServiceInstance.StreamingLocator;
import highavailability.mediaservices.MediaServiceInstance.StreamingPath;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads and writes streaming locators as the SDK has them. */
final class StreamingLocatorMapping {
  private StreamingLocatorMapping() {}

  static StreamingLocatorInner toSdk(NewStreamingLocator locator) {
    StreamingLocatorInner body =
        new StreamingLocatorInner()
            .withAssetName(locator.assetName())
            .withStreamingLocatorId(locator.id())
            .withStreamingPolicyName(locator.streamingPolicyName());
    locator.contentKeyPolicyName().ifPresent(body::withDefaultContentKeyPolicyName);
    if (!locator.contentKeys().isEmpty()) {
      body.withContentKeys(
          locator.contentKeys().stream().map(StreamingLocatorMapping::toSdk).toList());
    }
    return body;
  }

  // A key's type and policy are the service's to say: they are read-only.
  private static StreamingLocatorContentKey toSdk(ContentKey key) {
    StreamingLocatorContentKey sdkKey =
        new StreamingLocatorContentKey().withId(key.id()).withValue(key.value());
    key.label().ifPresent(sdkKey::withLabelReferenceInStreamingPolicy);
    return sdkKey;
  }

  static StreamingLocator toLocator(String name, StreamingLocatorInner locator) {
    if (locator.streamingLocatorId() == null || locator.assetName() == null) {
      throw new BrokenAnswerException("a locator without its id or asset");
    }
    return new StreamingLocator(name, locator.streamingLocatorId(), locator.assetName());
  }

  static List<ContentKey> toContentKeys(ListContentKeysResponseInner answer) {
    return elements(answer.contentKeys()).map(StreamingLocatorMapping::toContentKey).toList();
  }

  private static ContentKey toContentKey(StreamingLocatorContentKey key) {
    if (key.id() == null || key.value() == null) {
      throw new BrokenAnswerException("a content key without its id or value");
    }
    return new ContentKey(
        key.id(), key.value(), Optional.ofNullable(key.labelReferenceInStreamingPolicy()));
  }

  static List<StreamingPath> toPaths(ListPathsResponseInner answer) {
    return elements(answer.streamingPaths())
        .filter(path -> path.streamingProtocol() != null)
        .map(
            path ->
                new StreamingPath(
                    path.streamingProtocol().toString(), elements(path.paths()).toList()))
        .toList();
  }

  private static <T> Stream<T> elements(List<T> list) {
    return list == null ? Stream.empty() : list.stream();
  }
}
