package highavailability.cli.poison;

import highavailability.app.AppComponent;
import highavailability.jobs.OperatorQueues;
import highavailability.jobs.PoisonMessage;
import highavailability.jobs.PoisonMessageStore;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Looks at poison queues. */
final class PoisonItems {
  /** How long messages are hidden at most, while a queue of more than the first is looked at. */
  static final Duration HIDDEN_FOR = Duration.ofSeconds(60);

  private final OperatorQueues queues;
  private final PoisonMessageStore reasons;
  private final Clock clock;

  PoisonItems(OperatorQueues queues, PoisonMessageStore reasons, Clock clock) {
    this.queues = queues;
    this.reasons = reasons;
    this.clock = clock;
  }

  static PoisonItems of(AppComponent app) {
    return new PoisonItems(app.operatorQueues(), app.poisonMessageStore(), app.clock());
  }

  /** About how many messages there are, those that are hidden included. */
  long count(PoisonQueue queue) {
    return queues.count(queue.name()).orElse(0L);
  }

  /** The first messages, as many as the queue shows at a time; they are left there. */
  List<PoisonItem> first(PoisonQueue queue) {
    Map<String, List<PoisonMessage>> byHash = reasons(queue);
    return queues.peek(queue.name()).stream().map(m -> PoisonItem.of(m, byHash)).toList();
  }

  /** All messages but those that somebody else works on; hidden for a moment if they are many. */
  List<PoisonItem> all(PoisonQueue queue) {
    List<PoisonItem> first = first(queue);
    if (first.size() < OperatorQueues.MOST_AT_A_TIME) {
      return first;
    }
    Map<String, List<PoisonMessage>> byHash = reasons(queue);
    List<PoisonItem> items = new ArrayList<>();
    try (PoisonWalk walk =
        new PoisonWalk(queues, clock, queue.name(), HIDDEN_FOR, OperatorQueues.MOST_AT_A_TIME)) {
      for (Optional<PoisonWalk.Held> next = walk.next(); next.isPresent(); next = walk.next()) {
        items.add(PoisonItem.of(next.get().message(), byHash));
      }
    }
    return items;
  }

  /** Why messages of a queue were moved, by the hash of their text, the oldest first. */
  Map<String, List<PoisonMessage>> reasons(PoisonQueue queue) {
    return reasons.list(queue.source()).stream()
        .collect(Collectors.groupingBy(PoisonMessage::messageHash));
  }
}
