package highavailability.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import com.fasterxml.jackson.databind.JsonNode;
import highavailability.jobs.InvalidMessageException;
import highavailability.jobs.Json;
import highavailability.jobs.PoisonMessage;
import highavailability.jobs.PoisonMessages;
import highavailability.mediaservices.MediaServiceCall;
import highavailability.mediaservices.MediaServiceCallHistory;
import highavailability.testing.FakeCallHistoryStore;
import highavailability.testing.FakePoisonMessageStore;
import highavailability.testing.FakeQueues;
import highavailability.testing.LogEvents;
import highavailability.testing.SettableClock;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InvocationsTest {
  private static final String QUEUE = "invocations-test";
  private static final String POISON = QUEUE + "-poison";
  private static final String MESSAGE = "{ \"jobName\" : \"jobName-1\" }";
  private static final String SECRET = "secretOfTheUser";
  private static final String ACCOUNT = "amseast";

  private final FakeQueues queues = new FakeQueues();
  private final FakePoisonMessageStore reasons = new FakePoisonMessageStore();
  private final FakeCallHistoryStore calls = new FakeCallHistoryStore();
  private final MediaServiceCallHistory history = new MediaServiceCallHistory(calls);
  private final Invocations invocations =
      new Invocations(
          new PoisonMessages(queues, reasons, new SettableClock(Instant.EPOCH)), history);

  private final LogEvents log = LogEvents.with(QUEUE, Invocations.class, PoisonMessages.class);

  @AfterEach
  void stop_listening() {
    log.close();
  }

  @Test
  void a_message_is_read_and_given_to_the_service() {
    List<JsonNode> received = new CopyOnWriteArrayList<>();

    onMessage(1, received::add);

    assertEquals(List.of(Json.tree(MESSAGE)), received);
    assertTrue(queues.on(POISON).isEmpty());
  }

  @Test
  void a_bad_message_is_moved_at_its_first_delivery_and_is_done_with() {
    onMessage(
        1,
        message -> {
          throw new InvalidMessageException("Field 'id' is missing.");
        });

    assertEquals(MESSAGE, queues.on(POISON).get(0).text());
    PoisonMessage reason = reasons.list(QUEUE).get(0);
    assertEquals("Field 'id' is missing.", reason.reason());
    assertEquals(1, reason.dequeueCount());
  }

  @Test
  void a_bad_message_makes_one_error_in_the_log_with_job_and_reason() {
    onMessage(
        1,
        message -> {
          throw new InvalidMessageException("Field 'id' is missing.");
        });

    assertEquals(List.of(Level.ERROR), log.levels());
    assertTrue(log.all().get(0).getFormattedMessage().contains("Field 'id' is missing."));
    assertTrue(
        log.all().get(0).getKeyValuePairs().stream().anyMatch(p -> "jobName-1".equals(p.value)));
  }

  @Test
  void another_failure_is_left_to_the_host_to_try_again() {
    RuntimeException failure = new IllegalStateException("storage does not answer");

    RuntimeException thrown =
        assertThrows(
            RuntimeException.class,
            () ->
                onMessage(
                    Invocations.MAX_DEQUEUE_COUNT - 1,
                    message -> {
                      throw failure;
                    }));

    assertSame(failure, thrown);
    assertTrue(queues.on(POISON).isEmpty());
    assertEquals(List.of(Level.WARN), log.levels());
  }

  @Test
  void a_message_that_fails_at_its_last_delivery_is_moved_with_the_reason() {
    onMessage(
        Invocations.MAX_DEQUEUE_COUNT,
        message -> {
          throw new IllegalStateException("storage does not answer");
        });

    assertEquals(MESSAGE, queues.on(POISON).get(0).text());
    String reason = reasons.list(QUEUE).get(0).reason();
    assertTrue(reason.contains("5 times"), reason);
    assertTrue(reason.contains("storage does not answer"), reason);
  }

  @Test
  void the_last_delivery_is_the_host_s_last_one() throws IOException {
    JsonNode host = Json.tree(Files.readString(Path.of("host.json")));

    assertEquals(
        Invocations.MAX_DEQUEUE_COUNT, host.at("/extensions/queues/maxDequeueCount").intValue());
  }

  @Test
  void a_message_that_cannot_be_moved_is_left_to_the_host() {
    queues.beforeNextSend(
        () -> {
          throw new IllegalStateException("the queue does not answer");
        });

    assertThrows(
        IllegalStateException.class,
        () ->
            onMessage(
                1,
                message -> {
                  throw new InvalidMessageException("bad");
                }));
  }

  @Test
  void the_calls_of_an_invocation_are_kept_however_it_ends() {
    onMessage(1, message -> history.record(call()));
    onMessage(
        1,
        message -> {
          history.record(call());
          throw new InvalidMessageException("bad");
        });
    assertThrows(
        IllegalStateException.class,
        () ->
            onMessage(
                1,
                message -> {
                  history.record(call());
                  throw new IllegalStateException("worse");
                }));
    assertThrows(
        IllegalStateException.class,
        () ->
            invocations.run(
                () -> {
                  history.record(call());
                  throw new IllegalStateException("worse");
                }));

    assertEquals(4, calls.list(ACCOUNT, Instant.EPOCH, Instant.EPOCH).size());
  }

  @Test
  void no_secret_in_a_failure_is_logged_kept_or_let_out_to_the_host() {
    for (int delivery = 1; delivery <= Invocations.MAX_DEQUEUE_COUNT; delivery++) {
      try {
        onMessage(
            delivery,
            message -> {
              throw failureWithSecret();
            });
      } catch (RuntimeException e) {
        assertFalse(traceOf(e).contains(SECRET), traceOf(e));
      }
    }

    assertEquals(Invocations.MAX_DEQUEUE_COUNT + 1, log.all().size());
    for (ILoggingEvent event : log.all()) {
      assertFalse(event.getFormattedMessage().contains(SECRET), event.getFormattedMessage());
      for (IThrowableProxy t = event.getThrowableProxy(); t != null; t = t.getCause()) {
        assertFalse(t.getMessage().contains(SECRET), t.getMessage());
      }
    }
    assertFalse(reasons.list(QUEUE).get(0).reason().contains(SECRET));
  }

  @Test
  void a_timer_s_failure_is_let_out_without_its_secret() {
    RuntimeException thrown =
        assertThrows(
            RuntimeException.class,
            () ->
                invocations.run(
                    () -> {
                      throw failureWithSecret();
                    }));

    assertFalse(traceOf(thrown).contains(SECRET));
    assertTrue(traceOf(thrown).contains("https://a/b.mp4"), traceOf(thrown));
  }

  private void onMessage(long delivery, Consumer<JsonNode> service) {
    invocations.onMessage(QUEUE, MESSAGE, delivery, JsonNode.class, service);
  }

  private static RuntimeException failureWithSecret() {
    return new IllegalStateException(
        "the input is unusable",
        new IOException("GET https://a/b.mp4?sv=1&sig=" + SECRET + " failed"));
  }

  private static String traceOf(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  private static MediaServiceCall call() {
    return new MediaServiceCall(
        ACCOUNT, Instant.EPOCH, Duration.ZERO, "GET", "transforms/jobs", OptionalInt.of(200));
  }
}
