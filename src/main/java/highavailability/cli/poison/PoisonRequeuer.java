package highavailability.cli.poison;

import highavailability.cli.command.CommandFailedException;
import highavailability.cli.poison.PoisonOutcome.Kind;
import highavailability.cli.poison.PoisonWalk.Held;
import highavailability.jobs.OperatorQueues;
import highavailability.jobs.Pause;
import highavailability.jobs.PoisonMessage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Sends poison messages to the queue that they came from. Each is sent and then deleted, so that a
 * crash at any point repeats one, which the app tolerates, and loses none.
 */
final class PoisonRequeuer {
  /** Message times and the service's clock have whole seconds. */
  private static final Duration CLOCK_TICK = Duration.ofSeconds(1);

  private final OperatorQueues queues;
  private final PoisonItems items;
  private final Clock clock;
  private final Pause pause;

  PoisonRequeuer(OperatorQueues queues, PoisonItems items, Clock clock, Pause pause) {
    this.queues = queues;
    this.items = items;
    this.clock = clock;
    this.pause = pause;
  }

  /**
   * How to requeue.
   *
   * @param rate messages per second; empty for no limit
   * @param maxReturns a text that has come back more often is refused
   * @param force nothing is refused for having come back
   * @param dryRun only tells what would be done
   * @param hiddenFor how long messages are hidden at a time; after a kill they come back then
   */
  record Options(
      Optional<Double> rate, int maxReturns, boolean force, boolean dryRun, Duration hiddenFor) {
    /** As many as get their turn within half of the hiding time. */
    private int batchSize() {
      if (dryRun || rate.isEmpty()) {
        return OperatorQueues.MOST_AT_A_TIME;
      }
      double turns = rate.get() * hiddenFor.toMillis() / 2000;
      return (int) Math.max(1, Math.min(OperatorQueues.MOST_AT_A_TIME, turns));
    }
  }

  /**
   * Requeues the messages that are meant and were there when this begins; one that fails again
   * meanwhile is not taken again.
   *
   * @param progress is told the outcome of each message, and may be told a better one later
   * @throws CommandFailedException when the queue to send to does not exist
   */
  void run(
      PoisonQueue queue,
      PoisonSelection selection,
      Options options,
      PoisonOutcomes outcomes,
      Consumer<PoisonOutcome> progress) {
    if (queues.count(queue.source()).isEmpty()) {
      throw new CommandFailedException(
          "Queue " + queue.source() + " does not exist; msha init makes it. Nothing was requeued.");
    }
    new Run(queue, selection, options, outcomes, progress).all();
  }

  /** One run over a queue. */
  private final class Run {
    private final PoisonQueue queue;
    private final PoisonSelection selection;
    private final Options options;
    private final PoisonOutcomes outcomes;
    private final Consumer<PoisonOutcome> progress;
    private final Instant began;
    private final Map<String, List<PoisonMessage>> reasons;
    private final Pacer pacer;

    Run(
        PoisonQueue queue,
        PoisonSelection selection,
        Options options,
        PoisonOutcomes outcomes,
        Consumer<PoisonOutcome> progress) {
      this.queue = queue;
      this.selection = selection;
      this.options = options;
      this.outcomes = outcomes;
      this.progress = progress;
      began = queues.serviceTime();
      reasons = items.reasons(queue);
      // What comes back must not look as if it had come within the second in which this began.
      pacer = new Pacer(clock, options.rate(), clock.instant().plus(CLOCK_TICK));
    }

    void all() {
      try (PoisonWalk walk =
          new PoisonWalk(queues, clock, queue.name(), options.hiddenFor(), options.batchSize())) {
        Optional<Held> next = walk.next();
        while (next.isPresent()) {
          one(walk, next.get());
          next = outcomes.areComplete() ? Optional.empty() : walk.next();
        }
      }
    }

    private void one(PoisonWalk walk, Held held) {
      PoisonItem item = PoisonItem.of(held.message(), reasons);
      boolean meant = selection.has(item.id(), item.jobName());
      if (!meant || item.message().insertedAt().isAfter(began)) {
        return;
      }
      Optional<String> refusal = refusalOf(item);
      if (refusal.isPresent()) {
        tell(PoisonOutcome.of(item, Kind.REFUSED, refusal.get()));
      } else if (options.dryRun()) {
        tell(PoisonOutcome.of(item, Kind.WOULD_BE_REQUEUED));
      } else {
        requeue(walk, held, item);
      }
    }

    private void requeue(PoisonWalk walk, Held held, PoisonItem item) {
      Optional<Held> ours = awaitTurn(walk, held);
      if (ours.isEmpty()) {
        tell(PoisonOutcome.of(item, Kind.GONE, "somebody else took it; it was not sent"));
        return;
      }
      pacer.step();
      queues.sendAsIs(queue.source(), item.content().forTrigger());
      tell(PoisonOutcome.of(item, Kind.REQUEUED));
      if (!walk.delete(ours.get())) {
        tell(
            PoisonOutcome.of(
                item, Kind.REQUEUED, "perhaps twice: somebody else took it at the same time"));
      }
    }

    /** Waits for the turn of a message, and keeps it hidden meanwhile; empty when it was lost. */
    private Optional<Held> awaitTurn(PoisonWalk walk, Held held) {
      Optional<Held> ours = walk.hold(held);
      Duration longest = options.hiddenFor().dividedBy(4);
      while (ours.isPresent() && !pacer.untilNext().isZero()) {
        Duration wait = pacer.untilNext();
        pause.pause(wait.compareTo(longest) < 0 ? wait : longest);
        if (Thread.currentThread().isInterrupted()) {
          throw new CommandFailedException("Interrupted; what was not sent is still there.");
        }
        ours = walk.hold(ours.get());
      }
      return ours;
    }

    private Optional<String> refusalOf(PoisonItem item) {
      if (!options.force() && item.returns() > options.maxReturns()) {
        return Optional.of(
            "has come back %d times, more than --max-returns %d; mend the cause (poison show), or --force"
                .formatted(item.returns(), options.maxReturns()));
      }
      if (item.content().forTrigger().length() > OperatorQueues.MOST_WIRE_BYTES) {
        return Optional.of(
            "too long for a queue as Base64: 48 KiB of UTF-8 at most; send a shorter one");
      }
      return Optional.empty();
    }

    private void tell(PoisonOutcome outcome) {
      outcomes.add(outcome);
      progress.accept(outcome);
    }
  }
}
