package highavailability.cli.poison;

import highavailability.cli.poison.PoisonOutcome.Kind;
import highavailability.cli.poison.PoisonWalk.Held;
import highavailability.jobs.OperatorQueues;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Deletes poison messages, and those only that were shown before. */
final class PoisonDropper {
  private final OperatorQueues queues;
  private final Clock clock;

  PoisonDropper(OperatorQueues queues, Clock clock) {
    this.queues = queues;
    this.clock = clock;
  }

  /**
   * Deletes messages; one that is no longer there, or that somebody else works on, is told to be
   * gone.
   *
   * @param before is given each message before it is deleted; when it fails, this ends
   */
  void drop(
      PoisonQueue queue,
      List<PoisonItem> items,
      Consumer<PoisonItem> before,
      PoisonOutcomes outcomes) {
    Map<String, PoisonItem> open =
        items.stream().collect(Collectors.toMap(PoisonItem::id, Function.identity()));
    try (PoisonWalk walk =
        new PoisonWalk(
            queues, clock, queue.name(), PoisonItems.HIDDEN_FOR, OperatorQueues.MOST_AT_A_TIME)) {
      Optional<Held> next = open.isEmpty() ? Optional.empty() : walk.next();
      while (next.isPresent()) {
        PoisonItem item = open.remove(next.get().message().id());
        if (item != null) {
          before.accept(item);
          boolean deleted = walk.delete(next.get());
          outcomes.add(PoisonOutcome.of(item, deleted ? Kind.DROPPED : Kind.GONE));
        }
        next = open.isEmpty() ? Optional.empty() : walk.next();
      }
    }
    open.values().forEach(item -> outcomes.add(PoisonOutcome.of(item, Kind.GONE)));
  }
}
