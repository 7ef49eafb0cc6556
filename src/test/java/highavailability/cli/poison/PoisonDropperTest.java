package highavailability.cli.poison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import highavailability.cli.command.CommandFailedException;
import highavailability.cli.poison.PoisonOutcome.Kind;
import highavailability.jobs.QueueNames;
import highavailability.testing.FakeOperatorQueues;
import highavailability.testing.FakePoisonMessageStore;
import highavailability.testing.SettableClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PoisonDropperTest {
  private static final PoisonQueue QUEUE = new PoisonQueue(QueueNames.JOB_REQUESTS);
  private static final String POISON = QUEUE.name();

  private final SettableClock clock = new SettableClock(Instant.parse("2024-05-01T10:00:00Z"));
  private final FakeOperatorQueues queues = new FakeOperatorQueues(clock);
  private final PoisonItems items = new PoisonItems(queues, new FakePoisonMessageStore(), clock);
  private final PoisonOutcomes outcomes = new PoisonOutcomes(QUEUE, new PoisonSelection());
  private final List<String> saved = new ArrayList<>();

  @Test
  void what_was_shown_is_dropped_and_what_has_come_since_is_not() {
    put(50);
    List<PoisonItem> shown = items.all(QUEUE);
    String since = queues.put(POISON, "since");

    drop(shown);

    assertEquals(50, outcomes.list().stream().filter(o -> o.kind() == Kind.DROPPED).count());
    assertEquals(
        List.of(since),
        queues.takeAsSomebodyElse(POISON).stream().map(t -> t.message().id()).toList());
  }

  @Test
  void each_is_saved_before_it_is_deleted_and_none_that_is_not_saved() {
    put(3);
    List<PoisonItem> shown = items.all(QUEUE);

    assertThrows(
        CommandFailedException.class,
        () ->
            new PoisonDropper(queues, clock)
                .drop(
                    QUEUE,
                    shown,
                    item -> {
                      if (saved.size() == 2) {
                        throw new CommandFailedException("The disk is full.");
                      }
                      saved.add(item.message().wireText());
                    },
                    outcomes));

    assertEquals(List.of("{1", "{2"), saved);
    assertEquals(List.of("{3"), queues.wireTexts(POISON));
    assertEquals(1, queues.takeAsSomebodyElse(POISON).size(), "it is visible again");
  }

  @Test
  void what_somebody_else_works_on_is_told_to_be_gone() {
    put(1);
    List<PoisonItem> shown = items.all(QUEUE);
    queues.takeAsSomebodyElse(POISON);

    drop(shown);

    assertEquals(List.of(Kind.GONE), outcomes.list().stream().map(PoisonOutcome::kind).toList());
    assertEquals(1, queues.wireTexts(POISON).size());
  }

  private void drop(List<PoisonItem> shown) {
    new PoisonDropper(queues, clock).drop(QUEUE, shown, item -> {}, outcomes);
  }

  private void put(int count) {
    IntStream.rangeClosed(1, count).forEach(i -> queues.put(POISON, "{" + i));
  }
}
