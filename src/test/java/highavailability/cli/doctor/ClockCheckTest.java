package highavailability.cli.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import highavailability.cli.doctor.Finding.About;
import highavailability.cli.doctor.Finding.Outcome;
import highavailability.jobs.OperatorQueues;
import highavailability.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;

class ClockCheckTest {
  private static final Instant NOW = Instant.parse("2026-11-30T10:30:00Z");

  private final OperatorQueues queues = Mockito.mock(OperatorQueues.class);

  @Test
  void five_minutes_do_no_harm_and_more_do() {
    assertEquals(Outcome.OK, look(Duration.ofMinutes(5)).outcome());
    assertEquals(Outcome.WARNING, look(Duration.ofMinutes(6)).outcome());
    assertEquals("this machine is 6 min slow", look(Duration.ofMinutes(6)).detail());
    assertEquals("this machine is 3 h fast", look(Duration.ofHours(-3)).detail());
  }

  @Test
  void a_service_that_does_not_answer_is_told_elsewhere() {
    Mockito.when(queues.serviceTime()).thenThrow(new IllegalStateException("no answer"));

    assertEquals(
        Outcome.NOT_CHECKED,
        new ClockCheck(queues, new SettableClock(NOW)).find(new About("clock", "it")).outcome());
  }

  private Finding look(Duration serviceIsAhead) {
    Mockito.when(queues.serviceTime()).thenReturn(NOW.plus(serviceIsAhead));
    return new ClockCheck(queues, new SettableClock(NOW)).find(new About("clock", "it"));
  }
}
