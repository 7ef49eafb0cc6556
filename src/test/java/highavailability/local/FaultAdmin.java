package highavailability.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The small web service that breaks and mends regions while they run: {@code GET /regions} tells
 * what is wrong with each, {@code PUT /regions/{account}/faults} replaces that for one, and {@code
 * DELETE} of the same ends it. It listens on the loopback address only.
 */
final class FaultAdmin implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final List<RegionFaults> regions;

  private FaultAdmin(HttpServer server, List<RegionFaults> regions) {
    this.server = server;
    this.regions = List.copyOf(regions);
  }

  /** What is answered to one request. */
  private record Answer(int status, JsonNode body) {
    static Answer error(int status, String message) {
      return new Answer(status, JsonNodeFactory.instance.objectNode().put("error", message));
    }
  }

  /**
   * Starts it.
   *
   * @param port to listen on; 0 takes a free one
   * @throws IllegalStateException when the port is in use
   */
  static FaultAdmin start(int port, List<RegionFaults> regions) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
      FaultAdmin admin = new FaultAdmin(server, regions);
      server.createContext("/", admin::handle);
      server.start();
      return admin;
    } catch (IOException e) {
      throw new IllegalStateException(
          "The faults' admin endpoint cannot listen on port %d (%s). Choose other ports with -Dport."
              .formatted(port, e.getMessage()),
          e);
    }
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** A command line that shows how it is used. */
  String example() {
    return "curl -X PUT %s/regions/%s/faults -d '{\"regionDown\":true}'"
        .formatted(uri(), regions.get(0).accountName());
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Answer answer = answer(exchange);
      byte[] body = (answer.body().toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(answer.status(), body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private Answer answer(HttpExchange exchange) throws IOException {
    String[] path = exchange.getRequestURI().getPath().replaceAll("^/|/$", "").split("/");
    try {
      if (path.length == 1 && path[0].equals("regions")) {
        return exchange.getRequestMethod().equals("GET")
            ? new Answer(200, state())
            : Answer.error(405, "Only GET is possible here.");
      }
      if (path.length == 3 && path[0].equals("regions") && path[2].equals("faults")) {
        return ofRegion(exchange, FaultCommand.find(regions, path[1]));
      }
      return Answer.error(
          404, "There are GET /regions, and PUT and DELETE /regions/{account}/faults only.");
    } catch (UnknownRegionException e) {
      return Answer.error(404, e.getMessage());
    } catch (IllegalArgumentException e) {
      return Answer.error(400, e.getMessage());
    } catch (IllegalStateException e) {
      return Answer.error(500, e.getMessage());
    }
  }

  private Answer ofRegion(HttpExchange exchange, RegionFaults region) throws IOException {
    switch (exchange.getRequestMethod()) {
      case "GET" -> {}
      case "PUT" -> region.set(FaultJson.read(body(exchange), RegionPlan.none()));
      case "DELETE" -> region.clear();
      default -> {
        return Answer.error(405, "Only GET, PUT and DELETE are possible here.");
      }
    }
    return new Answer(200, FaultJson.write(region.plan()));
  }

  private static JsonNode body(HttpExchange exchange) throws IOException {
    try {
      return JSON.readTree(exchange.getRequestBody().readAllBytes());
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "The body is no JSON (" + e.getOriginalMessage() + "): give {\"regionDown\":true}", e);
    }
  }

  private JsonNode state() {
    ObjectNode state = JsonNodeFactory.instance.objectNode();
    for (RegionFaults region : regions) {
      ObjectNode one = state.withArray("regions").addObject();
      one.put("accountName", region.accountName());
      one.set("faults", FaultJson.write(region.plan()));
    }
    return state;
  }
}
