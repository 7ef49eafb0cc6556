package highavailability.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The webhook that Event Grid calls (azure-sdk-for-net,
 * Microsoft.Azure.WebJobs.Extensions.EventGrid, EventGridExtensionConfigProvider and
 * HttpRequestProcessor): handshakes, and one call of the function per event, all of a request side
 * by side; 202 when all succeeded, 500 when one failed, so that Event Grid sends all of them again.
 */
final class EventGridEndpoint implements Listener {
  private static final Logger LOG = LoggerFactory.getLogger(EventGridEndpoint.class);
  private static final String PATH = "/runtime/webhooks/EventGrid";
  private static final int BACKLOG = 256;
  private static final int THREADS = 32;
  private static final String PUBLIC_ORIGIN = "eventgrid.azure.net";
  private static final Set<String> ORIGINS =
      Set.of(
          PUBLIC_ORIGIN,
          "eventgrid.azure.us",
          "eventgrid.azure.eaglex.ic.gov",
          "eventgrid.azure.microsoft.scloud",
          "eventgrid.azure.cn");

  private final HttpServer server;
  private final Map<String, FunctionDescriptor> functions;
  private final FunctionInvoker invoker;
  private final WorkerPool requests = new WorkerPool("event-grid-requests", THREADS);
  private final WorkerPool invocations = new WorkerPool("event-grid-invocations", THREADS);
  private volatile boolean stopped;

  private EventGridEndpoint(
      HttpServer server, Map<String, FunctionDescriptor> functions, FunctionInvoker invoker) {
    this.server = server;
    this.functions = Map.copyOf(functions);
    this.invoker = invoker;
    server.createContext("/", this::handle);
    server.setExecutor(requests);
  }

  /**
   * Takes the port; requests are answered after {@link #start}.
   *
   * @param port 0 for any free one
   */
  static EventGridEndpoint bind(
      int port, Map<String, FunctionDescriptor> functions, FunctionInvoker invoker) {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    try {
      return new EventGridEndpoint(HttpServer.create(address, BACKLOG), functions, invoker);
    } catch (BindException e) {
      throw new IllegalStateException(
          "The Functions host could not start because port %d is in use: end the program that listens there, or choose another port (0 takes any free one)"
              .formatted(port),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException("The Functions host could not listen on port " + port, e);
    }
  }

  URI uri(String functionName) {
    if (!functions.containsKey(functionName)) {
      throw new IllegalArgumentException(
          "No Event Grid function '%s', only %s".formatted(functionName, functions.keySet()));
    }
    return URI.create(
        "http://127.0.0.1:%d%s?functionName=%s"
            .formatted(
                server.getAddress().getPort(),
                PATH,
                URLEncoder.encode(functionName, StandardCharsets.UTF_8)));
  }

  @Override
  public void start() {
    server.start();
  }

  @Override
  public void stop() {
    stopped = true;
  }

  @Override
  public void awaitEnd(Instant deadline) {
    requests.awaitEnd(deadline);
    invocations.awaitEnd(deadline);
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Answer answer = answer(exchange);
      exchange.getResponseHeaders().putAll(answer.headers());
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private Answer answer(HttpExchange exchange) throws IOException {
    if (stopped) {
      return Answer.of(503, "The host is stopping");
    }
    if (!PATH.equalsIgnoreCase(exchange.getRequestURI().getPath())) {
      return Answer.of(404, "");
    }
    String name = functionName(exchange.getRequestURI()).orElse("");
    FunctionDescriptor function = functions.get(name);
    if (function == null) {
      LOG.info(
          "cannot find function: '{}', available function names: {}", name, functions.keySet());
      return Answer.of(404, "cannot find function: '%s'".formatted(name));
    }
    if (exchange.getRequestMethod().equals("OPTIONS")) {
      return cloudEventsHandshake(exchange.getRequestHeaders().getFirst("WebHook-Request-Origin"));
    }
    String type = exchange.getRequestHeaders().getFirst("aeg-event-type");
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    try {
      return post(function, type == null ? "" : type, body);
    } catch (IllegalArgumentException e) {
      LOG.warn("A request for '{}' cannot be read: {}", name, e.getMessage());
      return Answer.of(500, e.getMessage());
    }
  }

  private Answer post(FunctionDescriptor function, String type, String body) {
    if (type.equalsIgnoreCase("SubscriptionValidation")) {
      return Answer.of(200, EventGridRequest.validationAnswer(body));
    }
    if (type.equalsIgnoreCase("Notification")) {
      return deliver(function, EventGridRequest.events(body));
    }
    return Answer.of(type.equalsIgnoreCase("Unsubscribe") ? 202 : 400, "");
  }

  private static Answer cloudEventsHandshake(String requestOrigin) {
    String allowed =
        requestOrigin != null && ORIGINS.contains(requestOrigin) ? requestOrigin : PUBLIC_ORIGIN;
    return new Answer(200, Map.of("WebHook-Allowed-Origin", List.of(allowed)), "");
  }

  private Answer deliver(FunctionDescriptor function, List<String> events) {
    List<Future<Optional<Throwable>>> runs = new ArrayList<>();
    for (String event : events) {
      runs.add(invocations.submit(() -> invoker.invoke(function, event)));
    }
    Optional<Throwable> failure = Optional.empty();
    for (Future<Optional<Throwable>> run : runs) {
      Optional<Throwable> result = result(run);
      failure = failure.isPresent() ? failure : result;
    }
    return failure
        .map(cause -> Answer.of(500, String.valueOf(cause.getMessage())))
        .orElse(Answer.of(202, ""));
  }

  private static Optional<Throwable> result(Future<Optional<Throwable>> run) {
    try {
      return run.get();
    } catch (ExecutionException e) {
      return Optional.of(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of(e);
    }
  }

  private static Optional<String> functionName(URI uri) {
    String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
    for (String pair : query.split("&")) {
      String[] parts = pair.split("=", 2);
      if (parts.length == 2 && parts[0].equalsIgnoreCase("functionName")) {
        return Optional.of(URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
      }
    }
    return Optional.empty();
  }

  private record Answer(int status, Map<String, List<String>> headers, String body) {
    static Answer of(int status, String body) {
      return new Answer(status, Map.of(), body);
    }
  }
}
