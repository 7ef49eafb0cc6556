package highavailability.cli.poison;

import highavailability.jobs.OperatorQueues;
import highavailability.jobs.OperatorQueues.Message;
import highavailability.jobs.OperatorQueues.Taken;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes through a queue once. A queue shows no more than its first messages, so those that were met
 * are hidden until the end, for a short time and again: when this process is killed, they come back
 * by themselves. What is neither deleted nor lost is released at the end.
 */
final class PoisonWalk implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(PoisonWalk.class);

  /** Batches without anything new, over those of one round, after which the walk ends. */
  private static final int FRUITLESS_BATCHES = 10;

  private final OperatorQueues queues;
  private final Clock clock;
  private final String queueName;
  private final Duration hiddenFor;
  private final int batchSize;

  private final Deque<Held> ahead = new ArrayDeque<>();
  private final Map<String, Taken> held = new LinkedHashMap<>();
  private final Set<String> handled = new HashSet<>();

  /**
   * Begins a walk.
   *
   * @param hiddenFor how long messages are hidden at a time
   * @param batchSize how many are taken at a time: as many as get their turn meanwhile
   */
  PoisonWalk(
      OperatorQueues queues, Clock clock, String queueName, Duration hiddenFor, int batchSize) {
    this.queues = queues;
    this.clock = clock;
    this.queueName = queueName;
    this.hiddenFor = hiddenFor;
    this.batchSize = batchSize;
  }

  /**
   * A message that is hidden for us.
   *
   * @param taken the message
   * @param until when it comes back at the earliest
   */
  record Held(Taken taken, Instant until) {
    Message message() {
      return taken.message();
    }
  }

  /** The next message that was not met before, the oldest of a batch first; empty at the end. */
  Optional<Held> next() {
    for (int fruitless = 0; ahead.isEmpty(); fruitless++) {
      // Those that were met come back while a long queue is gone through.
      if (fruitless > FRUITLESS_BATCHES + held.size() / batchSize || !takeMore()) {
        return Optional.empty();
      }
    }
    return Optional.of(ahead.poll());
  }

  private boolean takeMore() {
    Instant until = clock.instant().plus(hiddenFor);
    List<Taken> batch = queues.take(queueName, batchSize, hiddenFor);
    batch.stream()
        .sorted(Comparator.comparing(t -> t.message().insertedAt()))
        .forEach(t -> meet(new Held(t, until)));
    return !batch.isEmpty();
  }

  private void meet(Held one) {
    String id = one.message().id();
    if (handled.contains(id)) {
      queues.delete(one.taken());
    } else if (held.put(id, one.taken()) == null) {
      ahead.add(one);
    }
  }

  /**
   * Sees to it that a message stays hidden for at least half of a hiding time; empty when it is no
   * longer ours: then it is met again, should it still be there.
   */
  Optional<Held> hold(Held one) {
    if (clock.instant().isBefore(one.until().minus(hiddenFor.dividedBy(2)))) {
      return Optional.of(one);
    }
    Instant until = clock.instant().plus(hiddenFor);
    Optional<Taken> extended = queues.extend(one.taken(), hiddenFor);
    String id = one.message().id();
    if (extended.isEmpty()) {
      held.remove(id);
    } else {
      held.put(id, extended.get());
    }
    return extended.map(t -> new Held(t, until));
  }

  /**
   * Deletes a message for good: should it come back, because it is no longer ours, it is deleted
   * then.
   *
   * @return whether it was deleted now
   */
  boolean delete(Held one) {
    String id = one.message().id();
    handled.add(id);
    boolean deleted = queues.delete(one.taken());
    held.remove(id);
    return deleted;
  }

  /** Releases what is still held. */
  @Override
  public void close() {
    try {
      held.values().forEach(queues::release);
    } catch (RuntimeException e) {
      log.info("Messages of {} come back within {} by themselves", queueName, hiddenFor, e);
    }
  }
}
