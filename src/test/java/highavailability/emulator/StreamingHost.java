package highavailability.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * Answers players while the streaming endpoint runs: the manifests that a locator publishes, and
 * files that may be downloaded.
 */
final class StreamingHost {

  private final StreamingEndpoints endpoints;
  private final StreamingLocators locators;
  private final RegionStorage storage;

  StreamingHost(StreamingEndpoints endpoints, StreamingLocators locators, RegionStorage storage) {
    this.endpoints = endpoints;
    this.locators = locators;
    this.storage = storage;
  }

  Reply handle(ArmRequest request) {
    boolean read = request.method().equals("GET") || request.method().equals("HEAD");
    Optional<Resource> locator = locators.byId(request.path().get(0));
    if (!read || !endpoints.isRunning() || locator.isEmpty()) {
      return Reply.empty(404);
    }
    String path = "/" + String.join("/", request.path());
    JsonNode paths = locators.listPaths(locator.get());
    for (JsonNode download : paths.path("downloadPaths")) {
      if (download.asText().equals(path)) {
        List<String> blob = request.path().subList(1, request.path().size());
        return storage.read(locators.containerOf(locator.get()), String.join("/", blob));
      }
    }
    for (JsonNode entry : paths.path("streamingPaths")) {
      for (JsonNode published : entry.path("paths")) {
        if (published.asText().equals(path)) {
          List<String> renditions =
              storage.blobNames(locators.containerOf(locator.get())).stream()
                  .filter(blob -> blob.endsWith(".mp4"))
                  .toList();
          return manifest(entry.path("streamingProtocol").asText(), renditions);
        }
      }
    }
    return Reply.empty(404);
  }

  private static Reply manifest(String protocol, List<String> renditions) {
    return switch (protocol) {
      case "Hls" -> Reply.text(200, "application/vnd.apple.mpegurl", playlist(renditions));
      case "Dash" -> Reply.text(200, "application/dash+xml", mpd(renditions));
      default -> Reply.text(200, "application/vnd.ms-sstr+xml", smooth(renditions));
    };
  }

  private static String playlist(List<String> renditions) {
    StringBuilder lines = new StringBuilder("#EXTM3U\n#EXT-X-VERSION:6\n");
    for (int index = 0; index < renditions.size(); index++) {
      lines
          .append("#EXT-X-STREAM-INF:BANDWIDTH=")
          .append((index + 1) * 1_000_000)
          .append('\n')
          .append(renditions.get(index))
          .append('\n');
    }
    return lines.toString();
  }

  private static String mpd(List<String> renditions) {
    StringBuilder representations = new StringBuilder();
    for (int index = 0; index < renditions.size(); index++) {
      representations.append(
          "<Representation id=\"%d\" bandwidth=\"%d\"><BaseURL>%s</BaseURL></Representation>"
              .formatted(index, (index + 1) * 1_000_000, renditions.get(index)));
    }
    return "<?xml version=\"1.0\" encoding=\"utf-8\"?><MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\""
        + " type=\"static\"><Period><AdaptationSet mimeType=\"video/mp4\">"
        + representations
        + "</AdaptationSet></Period></MPD>";
  }

  private static String smooth(List<String> renditions) {
    return "<?xml version=\"1.0\" encoding=\"utf-8\"?><SmoothStreamingMedia MajorVersion=\"2\""
        + " MinorVersion=\"2\"><StreamIndex Type=\"video\" QualityLevels=\""
        + renditions.size()
        + "\"/></SmoothStreamingMedia>";
  }
}
