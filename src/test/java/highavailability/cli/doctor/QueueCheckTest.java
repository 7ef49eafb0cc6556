package highavailability.cli.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import highavailability.cli.doctor.Finding.About;
import highavailability.cli.doctor.Finding.Outcome;
import highavailability.jobs.OperatorQueues;
import highavailability.jobs.OperatorQueues.Message;
import highavailability.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;

class QueueCheckTest {
  private static final String QUEUE = "job-requests";
  private static final String POISON = "job-requests-poison";
  private static final Instant NOW = Instant.parse("2026-11-30T10:30:00Z");

  private final SettableClock clock = new SettableClock(NOW);
  private final OperatorQueues queues = Mockito.mock(OperatorQueues.class);
  private Runnable meanwhile = () -> {};

  @BeforeEach
  void count() {
    Mockito.when(queues.count(QUEUE)).thenReturn(Optional.of(3L));
  }

  @Test
  void messages_that_are_taken_in_time_are_well() {
    visible(message("a", Duration.ofMinutes(2), 0));

    assertEquals("3 messages", look(QUEUE).detail());
    assertEquals(Outcome.OK, look(QUEUE).outcome());
  }

  @Test
  void an_old_message_that_nobody_takes_says_that_the_app_does_not_run() {
    visible(message("b", Duration.ofMinutes(1), 0), message("a", Duration.ofMinutes(25), 0));

    Finding finding = look(QUEUE);

    assertEquals(Outcome.WARNING, finding.outcome());
    assertEquals("3 messages; one waits for 25 min, and nobody takes it", finding.detail());
    assertTrue(finding.cure().orElseThrow().contains("function app runs"));
  }

  @Test
  void a_delayed_message_is_old_when_it_becomes_visible_and_is_taken_then() {
    visible(message("a", Duration.ofHours(1), 0));
    meanwhile = this::visible;

    assertEquals(Outcome.OK, look(QUEUE).outcome());
  }

  @Test
  void a_message_that_is_tried_again_and_again_is_taken() {
    visible(message("a", Duration.ofHours(1), 1));
    meanwhile = () -> visible(message("a", Duration.ofHours(1), 2));

    assertEquals(Outcome.OK, look(QUEUE).outcome());
  }

  @Test
  void events_wait_for_users_as_long_as_they_like() {
    Mockito.when(queues.count("job-failed-events")).thenReturn(Optional.of(1L));
    Mockito.when(queues.peek("job-failed-events"))
        .thenReturn(List.of(message("a", Duration.ofDays(3), 0)));

    assertEquals("1 message", look("job-failed-events").detail());
  }

  @Test
  void poison_messages_are_counted_and_the_cure_names_their_queue() {
    Mockito.when(queues.count(POISON)).thenReturn(Optional.of(2L));

    Finding finding = look(POISON);

    assertEquals(Outcome.WARNING, finding.outcome());
    assertEquals("2 messages could not be processed", finding.detail());
    assertTrue(finding.cure().orElseThrow().contains("msha poison list job-requests "));
  }

  private Finding look(String queue) {
    return new QueueCheck(queues, Set.of(QUEUE), d -> meanwhile.run(), clock)
        .find(new About("queues", queue), queue);
  }

  private void visible(Message... messages) {
    Mockito.when(queues.peek(QUEUE)).thenReturn(List.of(messages));
  }

  private static Message message(String id, Duration age, long dequeueCount) {
    return new Message(id, "e30=", NOW.minus(age), dequeueCount);
  }
}
