package highavailability.mediaservices;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import highavailability.mediaservices.MediaServiceCallException.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of a call when the network or the instance misbehaves, over real sockets. */
class MediaServicesPipelineIT {
  private static final Duration AT_MOST = Duration.ofSeconds(20);

  private final InstanceBuilder builder = new InstanceBuilder().clock(Clock.systemUTC());
  private final CountDownLatch ended = new CountDownLatch(1);
  private final ExecutorService handlers = Executors.newCachedThreadPool();
  private HttpServer server;

  @AfterEach
  void stop() {
    ended.countDown();
    if (server != null) {
      server.stop(0);
    }
    handlers.shutdownNow();
  }

  @Test
  void an_instance_that_nobody_serves_is_unavailable_and_each_try_is_recorded() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }

    MediaServiceCallException e = failure("http://127.0.0.1:" + port);

    assertAll(
        () -> assertEquals(Outcome.UNAVAILABLE, e.outcome()),
        () ->
            assertEquals(
                List.of(OptionalInt.empty(), OptionalInt.empty()),
                builder.calls.stream().map(MediaServiceCall::status).toList()));
  }

  @Test
  void an_instance_whose_host_is_unknown_is_unavailable() {
    MediaServiceCallException e = failure("https://no-such-host.invalid");

    assertEquals(Outcome.UNAVAILABLE, e.outcome());
  }

  @Test
  void a_call_that_is_taken_and_never_answered_ends_soon_and_is_recorded() {
    MediaServiceCallException e = failure(serve(exchange -> await()));

    assertAll(
        () -> assertEquals(Outcome.UNKNOWN, e.outcome()),
        () ->
            assertEquals(
                List.of(OptionalInt.empty()),
                builder.calls.stream().map(MediaServiceCall::status).toList()));
  }

  @Test
  void an_answer_that_stops_half_way_ends_the_call() {
    MediaServiceCallException e =
        failure(
            serve(
                exchange -> {
                  exchange.sendResponseHeaders(201, 1000);
                  exchange.getResponseBody().write('{');
                  exchange.getResponseBody().flush();
                  await();
                }));

    assertEquals(Outcome.UNKNOWN, e.outcome());
  }

  @Test
  void an_answer_that_comes_in_drops_does_not_hold_the_call_up() {
    builder.limits(
        new MediaServiceCallLimits(
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofMillis(1500),
            Duration.ofMillis(1),
            Duration.ofSeconds(1)));

    MediaServiceCallException e =
        failure(
            serve(
                exchange -> {
                  exchange.sendResponseHeaders(201, 1000);
                  while (!isOver(Duration.ofMillis(200))) {
                    exchange.getResponseBody().write(' ');
                    exchange.getResponseBody().flush();
                  }
                }));

    assertEquals(Outcome.UNKNOWN, e.outcome());
  }

  @Test
  void a_job_creation_whose_connection_is_closed_without_an_answer_is_not_sent_again() {
    MediaServiceCallException e = failure(serve(HttpExchange::close));

    assertAll(
        () -> assertEquals(Outcome.UNKNOWN, e.outcome()),
        () -> assertEquals(1, builder.calls.size()));
  }

  @Test
  void an_instance_that_asks_for_an_hour_is_not_waited_for() {
    MediaServiceCallException e =
        failure(
            serve(
                exchange -> {
                  byte[] body =
                      "{\"error\":{\"code\":\"TooManyRequests\",\"message\":\"Slow down.\"}}"
                          .getBytes(StandardCharsets.UTF_8);
                  exchange.getResponseHeaders().set("Retry-After", "3600");
                  exchange.getResponseHeaders().set("Content-Type", "application/json");
                  exchange.sendResponseHeaders(429, body.length);
                  exchange.getResponseBody().write(body);
                  exchange.close();
                }));

    assertAll(
        () -> assertEquals(Outcome.UNAVAILABLE, e.outcome()),
        () -> assertEquals(1, builder.calls.size()),
        () ->
            assertEquals(
                "Jobs.create at amseast answered 429: TooManyRequests: Slow down.",
                e.getMessage()));
  }

  private MediaServiceCallException failure(String endpoint) {
    MediaServiceInstance instance = builder.endpoint(endpoint).build();
    return assertTimeoutPreemptively(
        AT_MOST,
        () ->
            assertThrows(
                MediaServiceCallException.class,
                () -> instance.createJob(MediaServicesPipelineTest.job())));
  }

  private String serve(HttpHandler handler) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(handlers);
    server.createContext("/", handler);
    server.start();
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void await() {
    while (!isOver(Duration.ofMinutes(1))) {}
  }

  private boolean isOver(Duration wait) {
    try {
      return ended.await(wait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
