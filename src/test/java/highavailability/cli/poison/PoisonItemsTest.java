package highavailability.cli.poison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import highavailability.jobs.PoisonMessage;
import highavailability.jobs.PoisonMessages;
import highavailability.jobs.QueueNames;
import highavailability.testing.FakeOperatorQueues;
import highavailability.testing.FakePoisonMessageStore;
import highavailability.testing.SettableClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PoisonItemsTest {
  private static final PoisonQueue QUEUE = new PoisonQueue(QueueNames.JOB_REQUESTS);

  private final SettableClock clock = new SettableClock(Instant.parse("2024-05-01T10:00:00Z"));
  private final FakeOperatorQueues queues = new FakeOperatorQueues(clock);
  private final FakePoisonMessageStore reasons = new FakePoisonMessageStore();
  private final PoisonItems items = new PoisonItems(queues, reasons, clock);

  @Test
  void a_message_that_the_app_moved_has_its_job_and_its_newest_reason() {
    String text = "{\"jobName\":\"job-1\"}";
    queues.put(
        QUEUE.name(), Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
    addReason(text, "first reason");
    addReason("another text", "another reason");
    addReason(text, "second\nreason " + "x".repeat(200));

    PoisonItem item = items.first(QUEUE).get(0);

    assertEquals(Optional.of("job-1"), item.jobName());
    assertEquals(2, item.returns());
    assertTrue(item.why().startsWith("second\nreason"), item.why());
    assertTrue(item.shortWhy().matches("second reason x{85}…"), item.shortWhy());
  }

  @Test
  void a_message_without_a_reason_tells_what_that_means() {
    queues.put(QUEUE.name(), "{\"jobName\":\"job-1\"}");
    queues.put(QUEUE.name(), "eyJqb2JOYW1lIjoiam9iLTEifQ==");

    List<PoisonItem> shown = items.first(QUEUE);

    assertTrue(shown.get(0).why().contains("not Base64"), shown.get(0).why());
    assertTrue(shown.get(1).why().contains("killed"), shown.get(1).why());
    assertEquals(Optional.of("job-1"), shown.get(0).jobName());
  }

  @Test
  void all_messages_of_a_long_queue_are_looked_at_and_released() {
    IntStream.range(0, 100).forEach(i -> queues.put(QUEUE.name(), "{" + i));

    assertEquals(32, items.first(QUEUE).size());
    assertEquals(
        queues.wireTexts(QUEUE.name()),
        items.all(QUEUE).stream().map(i -> i.message().wireText()).toList());
    assertEquals(100, queues.takeAsSomebodyElse(QUEUE.name()).size());
  }

  @Test
  void a_walk_that_takes_longer_than_messages_are_hidden_meets_each_once_and_ends() {
    IntStream.range(0, 10).forEach(i -> queues.put(QUEUE.name(), "{" + i));
    int met = 0;
    try (PoisonWalk walk = new PoisonWalk(queues, clock, QUEUE.name(), Duration.ofSeconds(60), 2)) {
      while (walk.next().isPresent()) {
        met++;
        clock.advance(Duration.ofSeconds(10));
      }
    }
    assertEquals(10, met);
  }

  @Test
  void ages_are_told_in_one_unit() {
    queues.put(QUEUE.name(), "x");
    PoisonItem item = items.first(QUEUE).get(0);
    Instant start = clock.instant();

    assertEquals(
        List.of("0 s", "119 s", "2 min", "119 min", "2 h", "47 h", "2 d"),
        List.of(-5, 119, 120, 7199, 7200, 172799, 172800).stream()
            .map(seconds -> item.age(start.plusSeconds(seconds)))
            .toList());
  }

  private void addReason(String text, String reason) {
    reasons.add(
        new PoisonMessage(
            QUEUE.source(),
            clock.instant(),
            PoisonMessages.hashOf(text),
            Optional.empty(),
            reason,
            1));
  }
}
