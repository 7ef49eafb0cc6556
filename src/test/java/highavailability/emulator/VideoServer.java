package highavailability.emulator;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A web site with inputs: good ones, an empty one, and nothing else. */
final class VideoServer implements AutoCloseable {

  static final String CONTENT = "not really a video, but bytes all the same";
  private static final Map<String, String> FILES =
      Map.of("/my video.mp4", CONTENT, "/second.mp4", "more", "/empty.mp4", "");

  private final HttpServer server;

  VideoServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            String content = FILES.get(exchange.getRequestURI().getPath());
            byte[] bytes =
                (content == null ? "no such file" : content).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(
                content == null ? 404 : 200, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
          }
        });
    server.start();
  }

  URI base() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  URI video() {
    return base().resolve("my%20video.mp4");
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
