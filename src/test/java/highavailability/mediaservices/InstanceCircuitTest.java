package highavailability.mediaservices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import highavailability.mediaservices.MediaServiceCallException.Outcome;
import highavailability.testing.SettableClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InstanceCircuitTest {
  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-30T10:00:00Z"));
  private final InstanceCircuit circuit = new InstanceCircuit("amseast", clock);
  private final CallGuard guard = new CallGuard("amseast", circuit);
  private int calls;

  private MediaServiceCallException silence() {
    return assertThrows(
        MediaServiceCallException.class,
        () ->
            guard.call(
                "Jobs.get",
                context -> {
                  calls++;
                  throw new UncheckedIOException(new IOException("reset"));
                }));
  }

  private void answer() {
    guard.call(
        "Jobs.get",
        context -> {
          calls++;
          return "an answer";
        });
  }

  private void silence(int times) {
    for (int i = 0; i < times; i++) {
      silence();
    }
  }

  @Test
  void a_few_unanswered_calls_open_the_circuit_and_the_next_one_fails_unasked() {
    silence(4);

    MediaServiceCallException refusal = silence();

    assertEquals(4, calls);
    assertEquals(Outcome.UNAVAILABLE, refusal.outcome());
    assertTrue(refusal.getMessage().contains("circuit open"), refusal.getMessage());
  }

  @Test
  void answered_calls_keep_it_closed() {
    for (int i = 0; i < 6; i++) {
      answer();
    }
    silence(4);
    answer();

    assertEquals(11, calls);
    assertEquals(Optional.empty(), circuit.openFor());
  }

  @Test
  void one_call_is_let_through_from_time_to_time_and_closes_it_when_answered() {
    silence(4);
    clock.advance(Duration.ofSeconds(16));

    answer();
    answer();

    assertEquals(6, calls);
    assertEquals(Optional.empty(), circuit.openFor());
  }

  @Test
  void the_silence_is_counted_from_its_beginning_whatever_was_tried_meanwhile() {
    silence(4);
    clock.advance(Duration.ofSeconds(60));
    silence();
    clock.advance(Duration.ofSeconds(60));

    assertEquals(Optional.of(Duration.ofMinutes(2)), circuit.openFor());
  }
}
