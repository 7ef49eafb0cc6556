package highavailability.local;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a request to a blob service is about.
 *
 * @param container account and container, as {@code /account/container}
 * @param blob the blob's name; empty for the container itself
 */
record BlobTarget(String container, Optional<String> blob, Map<String, String> query) {

  static BlobTarget of(HttpHead request) {
    String[] parts = request.target().split("\\?", 2);
    String[] path = decode(parts[0].replace("+", "%2B")).split("/", 4);
    String container = path.length > 2 ? "/" + path[1] + "/" + path[2] : parts[0];
    Optional<String> blob =
        path.length > 3 ? Optional.of(path[3]).filter(b -> !b.isEmpty()) : Optional.empty();
    Map<String, String> query = new HashMap<>();
    if (parts.length > 1) {
      for (String pair : parts[1].split("&")) {
        String[] sides = pair.split("=", 2);
        query.put(
            decode(sides[0]).toLowerCase(Locale.ROOT), sides.length > 1 ? decode(sides[1]) : "");
      }
    }
    return new BlobTarget(container, blob, query);
  }

  boolean isContainer() {
    return blob.isEmpty() && "container".equals(query.get("restype"));
  }

  boolean isListing() {
    return isContainer() && "list".equals(query.get("comp"));
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
