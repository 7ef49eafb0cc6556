package highavailability.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** A webhook that takes part in both handshakes, records what it accepts, and can refuse. */
final class Webhook implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  record Delivery(Headers headers, JsonNode body) {

    JsonNode event() {
      return body.isArray() ? body.get(0) : body;
    }

    String type() {
      return event().path("eventType").asText(event().path("type").asText());
    }

    int deliveryCount() {
      return Integer.parseInt(headers.getFirst("aeg-delivery-count"));
    }
  }

  private final HttpServer server;
  private final List<Delivery> accepted = new CopyOnWriteArrayList<>();
  private final Predicate<Delivery> refuses;

  Webhook(Predicate<Delivery> refuses) {
    this.refuses = refuses;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::handle);
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/events");
  }

  List<Delivery> accepted() {
    return accepted;
  }

  List<String> types() {
    return accepted.stream().map(Delivery::type).toList();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (exchange.getRequestMethod().equals("OPTIONS")) {
        exchange
            .getResponseHeaders()
            .set(
                "WebHook-Allowed-Origin",
                exchange.getRequestHeaders().getFirst("WebHook-Request-Origin"));
        exchange.sendResponseHeaders(200, -1);
        return;
      }
      Delivery delivery =
          new Delivery(
              exchange.getRequestHeaders(),
              JSON.readTree(exchange.getRequestBody().readAllBytes()));
      if ("SubscriptionValidation".equals(delivery.headers().getFirst("aeg-event-type"))) {
        byte[] answer =
            JSON.createObjectNode()
                .put("validationResponse", delivery.event().at("/data/validationCode").asText())
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
        return;
      }
      boolean refused = refuses.test(delivery);
      if (!refused) {
        accepted.add(delivery);
      }
      exchange.sendResponseHeaders(refused ? 503 : 200, -1);
    }
  }
}
