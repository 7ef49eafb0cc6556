package highavailability.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import highavailability.jobs.AttemptKey;
import highavailability.jobs.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A second subscriber to the regions' events, beside the app: knows where each job is and how far,
 * without a call to anybody.
 */
final class JobMonitor implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(2);
  private final Map<String, Seen> jobs = new ConcurrentHashMap<>();

  /**
   * The latest that was seen of a job.
   *
   * @param attempt number of the attempt
   * @param state as the service names it
   * @param percent done
   */
  record Seen(int attempt, String account, String state, int percent) {}

  private JobMonitor(HttpServer server) {
    this.server = server;
  }

  static JobMonitor start() {
    try {
      JobMonitor monitor =
          new JobMonitor(
              HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
      monitor.server.createContext("/", monitor::receive);
      monitor.server.setExecutor(monitor.threads);
      monitor.server.start();
      return monitor;
    } catch (IOException e) {
      throw new UncheckedIOException("The monitor of events cannot listen", e);
    }
  }

  URI webhook() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/events");
  }

  Optional<Seen> find(String jobName) {
    return Optional.ofNullable(jobs.get(jobName));
  }

  private void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      JsonNode events =
          Json.tree(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      if ("SubscriptionValidation"
          .equals(exchange.getRequestHeaders().getFirst("aeg-event-type"))) {
        byte[] answer =
            Json.write(
                    Map.of(
                        "validationResponse",
                        events.get(0).path("data").path("validationCode").asText()))
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
        return;
      }
      events.forEach(this::note);
      exchange.sendResponseHeaders(200, -1);
    }
  }

  private void note(JsonNode event) {
    JsonNode data = event.path("data");
    Map<String, String> correlation = new HashMap<>();
    data.path("jobCorrelationData")
        .fields()
        .forEachRemaining(f -> correlation.put(f.getKey(), f.getValue().asText()));
    AttemptKey.fromCorrelationData(correlation)
        .ifPresent(
            key -> {
              boolean progressOnly = event.path("eventType").asText().endsWith("Progress");
              JsonNode source = progressOnly ? data : data.path("output");
              String state = progressOnly ? "Processing" : source.path("state").asText();
              Seen seen =
                  new Seen(key.attempt(), key.account(), state, source.path("progress").asInt());
              jobs.merge(key.jobName(), seen, JobMonitor::later);
            });
  }

  /** Events come in any order: the later attempt counts, and within one the further progress. */
  private static Seen later(Seen known, Seen seen) {
    if (seen.attempt() != known.attempt()) {
      return seen.attempt() > known.attempt() ? seen : known;
    }
    return seen.percent() >= known.percent() ? seen : known;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
