package highavailability.local;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The video that jobs encode: a URL as it is, or a file behind a server of its own. */
record Input(String url, List<InputServer> servers) implements AutoCloseable {
  static Input open(Optional<String> wanted) {
    String given = wanted.orElse("src/test/media/test-pattern.mp4");
    if (given.matches("https?://.*")) {
      return new Input(checked(given), List.of());
    }
    InputServer server = InputServer.start(Path.of(given));
    return new Input(server.uri().toString(), List.of(server));
  }

  private static String checked(String url) {
    try {
      if (new URI(url).getHost() != null) {
        return url;
      }
    } catch (URISyntaxException e) {
      // Told below, together with a URL that has no host.
    }
    throw new IllegalArgumentException(
        "-Dinput=%s: this is no legal URL; give a video file or an http(s) URL.".formatted(url));
  }

  @Override
  public void close() {
    servers.forEach(InputServer::close);
  }
}
