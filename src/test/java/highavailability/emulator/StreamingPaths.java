package highavailability.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Derives a locator's paths from its policy and from the server manifests in the asset's container.
 */
final class StreamingPaths {

  private final RegionStorage storage;

  StreamingPaths(RegionStorage storage) {
    this.storage = storage;
  }

  ObjectNode of(String locatorId, Resource policy, String container) {
    List<String> blobs = storage.blobNames(container);
    List<String> manifests = blobs.stream().filter(blob -> blob.endsWith(".ism")).toList();
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ArrayNode streaming = body.putArray("streamingPaths");
    ArrayNode download = body.putArray("downloadPaths");
    for (EncryptionScheme scheme : StreamingPolicies.schemesOf(policy)) {
      JsonNode enabled = policy.properties().path(scheme.section()).path("enabledProtocols");
      for (Protocol protocol : Protocol.values()) {
        if (enabled.path(protocol.enabledBy).asBoolean() && !manifests.isEmpty()) {
          ObjectNode entry = streaming.addObject();
          entry.put("streamingProtocol", protocol.label);
          entry.put("encryptionScheme", scheme.label());
          ArrayNode paths = entry.putArray("paths");
          manifests.forEach(manifest -> paths.add(path(locatorId, manifest, protocol, scheme)));
        }
      }
      if (enabled.path("download").asBoolean()) {
        blobs.forEach(blob -> download.add("/" + locatorId + "/" + blob));
      }
    }
    return body;
  }

  private static String path(
      String locatorId, String manifest, Protocol protocol, EncryptionScheme scheme) {
    String format = protocol.format.isEmpty() ? "" : "format=" + protocol.format;
    String encryption = scheme.urlTag().isEmpty() ? "" : "encryption=" + scheme.urlTag();
    String separator = format.isEmpty() || encryption.isEmpty() ? "" : ",";
    String arguments = format + separator + encryption;
    return "/"
        + locatorId
        + "/"
        + manifest
        + "/manifest"
        + (arguments.isEmpty() ? "" : "(" + arguments + ")");
  }

  private enum Protocol {
    HLS("Hls", "hls", "m3u8-cmaf"),
    DASH("Dash", "dash", "mpd-time-cmaf"),
    SMOOTH("SmoothStreaming", "smoothStreaming", "");

    private final String label;
    private final String enabledBy;
    private final String format;

    Protocol(String label, String enabledBy, String format) {
      this.label = label;
      this.enabledBy = enabledBy;
      this.format = format;
    }
  }
}
