package highavailability.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Stands in for Azure Front Door: one host name for players, behind which every request goes to a
 * region that answers. It has no health probes; it tries one region after the other instead.
 */
final class FrontDoor implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(4);
  private final Supplier<List<URI>> origins;
  private final AtomicInteger turn = new AtomicInteger();
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

  private FrontDoor(HttpServer server, Supplier<List<URI>> origins) {
    this.server = server;
    this.origins = origins;
  }

  static FrontDoor start(int port, Supplier<List<URI>> origins) {
    try {
      FrontDoor frontDoor =
          new FrontDoor(
              HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0),
              origins);
      frontDoor.server.createContext("/", frontDoor::forward);
      frontDoor.server.setExecutor(frontDoor.threads);
      frontDoor.server.start();
      return frontDoor;
    } catch (IOException e) {
      throw new IllegalStateException(
          "Front Door's port 127.0.0.1:%d is in use; stop what listens there, or give -Dport another value."
              .formatted(port),
          e);
    }
  }

  String hostName() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  private void forward(HttpExchange exchange) throws IOException {
    try (exchange) {
      List<URI> all = origins.get();
      int status = 503;
      for (int i = 0; i < all.size(); i++) {
        URI origin = all.get(Math.floorMod(turn.getAndIncrement(), all.size()));
        try {
          HttpResponse<byte[]> answer =
              client.send(
                  HttpRequest.newBuilder(origin.resolve(exchange.getRequestURI()))
                      .timeout(TIMEOUT)
                      .build(),
                  BodyHandlers.ofByteArray());
          status = answer.statusCode();
          if (status == 200) {
            answer
                .headers()
                .firstValue("Content-Type")
                .ifPresent(t -> exchange.getResponseHeaders().set("Content-Type", t));
            exchange.getResponseHeaders().set("X-Origin", origin.getAuthority());
            exchange.sendResponseHeaders(200, answer.body().length);
            exchange.getResponseBody().write(answer.body());
            return;
          }
        } catch (IOException e) {
          // This region does not answer; the next one may.
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          break;
        }
      }
      exchange.sendResponseHeaders(status, -1);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
