package highavailability.emulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads requests and sends answers, unless a fault comes between. */
final class ApiHandler implements HttpHandler {

  private static final Logger LOG = LoggerFactory.getLogger(ApiHandler.class);

  /** Longer than a patient client waits by itself, as throttling usually asks for. */
  private static final String RETRY_AFTER_SECONDS = "5";

  private final Router router;
  private final Faults faults;
  private final String ownAddress;
  private final Executor executor;

  ApiHandler(Router router, Faults faults, String ownAddress, Executor executor) {
    this.router = router;
    this.faults = faults;
    this.ownAddress = ownAddress;
    this.executor = executor;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    ArmRequest request;
    try {
      request = ArmRequest.read(exchange, ownAddress);
    } catch (ArmError e) {
      send(exchange, e.reply());
      return;
    } catch (IOException | RuntimeException e) {
      exchange.close();
      throw e;
    }
    Optional<CallFault> fault = faults.hitBy(request);
    if (fault.isPresent()) {
      LOG.info("{} {} meets {}", request.method(), request.url(), fault.get().effect());
      meet(fault.get(), exchange, request);
    } else {
      send(exchange, router.answer(request));
    }
  }

  private void meet(CallFault fault, HttpExchange exchange, ArmRequest request) throws IOException {
    switch (fault.effect()) {
      case STATUS -> refuse(exchange, fault.status().orElseThrow(), request);
      case DELAY ->
          faults
              .after(delayOf(fault), plan -> isOver(fault, plan))
              .thenRunAsync(() -> answerLate(exchange, request), executor);
      case SILENCE -> closeWhenOver(fault, exchange);
      case LOSE_ANSWER -> {
        router.answer(request);
        exchange.close();
      }
      case EXECUTE_LATE -> {
        exchange.close();
        executeLate(fault, request);
      }
      case EXECUTE_LATE_IN_SILENCE -> {
        closeWhenOver(fault, exchange);
        executeLate(fault, request);
      }
    }
  }

  private void closeWhenOver(CallFault fault, HttpExchange exchange) {
    faults.when(plan -> isOver(fault, plan)).thenRun(exchange::close);
  }

  /** The end of the fault does not hurry this: the caller must have given up by then. */
  private void executeLate(CallFault fault, ArmRequest request) {
    faults
        .after(delayOf(fault), plan -> false)
        .thenCompose(waited -> faults.when(plan -> !plan.regionDown()))
        .thenRunAsync(() -> router.answer(request), executor);
  }

  private void answerLate(HttpExchange exchange, ArmRequest request) {
    if (faults.plan().isApiClosed()) {
      exchange.close();
      return;
    }
    try {
      send(exchange, router.answer(request));
    } catch (IOException e) {
      LOG.debug("Nobody waits for the answer to {} {}", request.method(), request.url(), e);
    }
  }

  private static boolean isOver(CallFault fault, FaultPlan plan) {
    return plan.isApiClosed() || !plan.hasCallFault(fault.id());
  }

  private static Duration delayOf(CallFault fault) {
    return fault.delay().orElseThrow();
  }

  private static void refuse(HttpExchange exchange, int status, ArmRequest request)
      throws IOException {
    if (status == 429 || status == 503) {
      exchange.getResponseHeaders().set("Retry-After", RETRY_AFTER_SECONDS);
    }
    send(exchange, ArmError.onPurpose(status, request.method()).reply());
  }

  private static void send(HttpExchange exchange, Reply reply) throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().set("x-ms-request-id", UUID.randomUUID().toString());
      if (!reply.contentType().isEmpty()) {
        exchange.getResponseHeaders().set("Content-Type", reply.contentType());
      }
      boolean bodiless = reply.body().length == 0 || exchange.getRequestMethod().equals("HEAD");
      exchange.sendResponseHeaders(reply.status(), bodiless ? -1 : reply.body().length);
      if (!bodiless) {
        exchange.getResponseBody().write(reply.body());
      }
    }
  }
}
