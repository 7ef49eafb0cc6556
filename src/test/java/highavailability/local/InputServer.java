package highavailability.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Serves one video file to the encoders, as a web server on the internet would. */
public final class InputServer implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(8);
  private final Path file;

  private InputServer(HttpServer server, Path file) {
    this.server = server;
    this.file = file;
  }

  /** Serves a file on a free port. */
  public static InputServer start(Path file) {
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw new IllegalArgumentException(
          "-Dinput=%s: there is no file that can be read; give a video file or an http(s) URL."
              .formatted(file));
    }
    try {
      InputServer input =
          new InputServer(
              HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0),
              file);
      input.server.createContext("/", input::answer);
      input.server.setExecutor(input.threads);
      input.server.start();
      return input;
    } catch (IOException e) {
      throw new UncheckedIOException("The input file cannot be served", e);
    }
  }

  /** Where the file is. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/input.mp4");
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!exchange.getRequestURI().getPath().equals(uri().getPath())) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      boolean head = exchange.getRequestMethod().equals("HEAD");
      exchange.getResponseHeaders().set("Content-Type", "video/mp4");
      exchange.sendResponseHeaders(200, head ? -1 : Files.size(file));
      if (!head) {
        try (InputStream content = Files.newInputStream(file);
            OutputStream body = exchange.getResponseBody()) {
          content.transferTo(body);
        }
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
