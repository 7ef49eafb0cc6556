package highavailability.cli.poison;

import highavailability.app.AppComponent;
import highavailability.cli.command.Operator;
import highavailability.cli.command.OperatorCommand;
import highavailability.cli.command.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Sends poison messages to the queue that they came from. */
@Command(
    name = "requeue",
    description = {
      "Sends poison messages to the queue that they came from, the oldest first as far as the queue"
          + " gives them in order.",
      "Each is sent and then deleted: when this is killed, a message may be sent twice, which does"
          + " no harm, and none is lost. Messages that it was working on are back after --hide-for."
    },
    footer = {
      "",
      "Examples:",
      "  msha poison requeue job-requests --job job-7",
      "  msha poison requeue job-requests --all --rate 5",
      "  msha poison requeue provisioning-requests --all --dry-run"
    })
final class PoisonRequeueCommand extends OperatorCommand {
  private static final Duration SHORTEST_HIDING = Duration.ofSeconds(2);
  private static final Duration LONGEST_HIDING = Duration.ofHours(1);
  private static final double SLOWEST = 0.001;
  private static final Duration PROGRESS_EVERY = Duration.ofSeconds(1);

  @Mixin PoisonQueueParameter where;

  @Mixin PoisonSelection selection;

  @Option(
      names = "--rate",
      paramLabel = "<n>",
      description = "Messages per second at most, such as 5 or 0.5. Default: no limit.")
  Optional<Double> rate;

  @Option(
      names = "--max-returns",
      paramLabel = "<n>",
      defaultValue = "3",
      description =
          "A message that has come back more often is left where it is. Default: ${DEFAULT-VALUE}.")
  int maxReturns;

  @Option(names = "--force", description = "Requeues messages however often they have come back.")
  boolean force;

  @Option(names = "--dry-run", description = "Only tells what would be done.")
  boolean dryRun;

  @Option(
      names = "--hide-for",
      paramLabel = "<duration>",
      defaultValue = "PT60S",
      description =
          "How long messages are hidden from others at a time, such as PT60S."
              + " Default: ${DEFAULT-VALUE}.")
  Duration hideFor;

  PoisonRequeueCommand(Operator operator) {
    super(operator);
  }

  @Override
  protected boolean run(Session session) {
    check();
    AppComponent app = session.app();
    PoisonItems items = PoisonItems.of(app);
    PoisonOutcomes outcomes = new PoisonOutcomes(where.queue, selection);
    PoisonRequeuer requeuer =
        new PoisonRequeuer(app.operatorQueues(), items, app.clock(), app.pause());
    PoisonRequeuer.Options how =
        new PoisonRequeuer.Options(rate, maxReturns, force, dryRun, hideFor);
    Consumer<PoisonOutcome> progress = progress(session, outcomes, items.count(where.queue));
    outcomes.reportAfter(
        () -> requeuer.run(where.queue, selection, how, outcomes, progress), session.output());
    outcomes.noteRest(items.count(where.queue), session.output());
    return outcomes.areGood();
  }

  private void check() {
    selection.require(this);
    if (rate.filter(r -> !(r >= SLOWEST && r < Double.POSITIVE_INFINITY)).isPresent()) {
      throw wrongUse("--rate must be at least " + SLOWEST + " messages per second.");
    }
    if (maxReturns < 0) {
      throw wrongUse("--max-returns must be 0 or more.");
    }
    if (hideFor.compareTo(SHORTEST_HIDING) < 0 || hideFor.compareTo(LONGEST_HIDING) > 0) {
      throw wrongUse("--hide-for must be from " + SHORTEST_HIDING + " to " + LONGEST_HIDING + ".");
    }
  }

  private Consumer<PoisonOutcome> progress(Session session, PoisonOutcomes outcomes, long count) {
    Instant[] next = {Instant.MIN};
    return outcome -> {
      Instant now = session.app().clock().instant();
      if (!now.isBefore(next[0])) {
        next[0] = now.plus(PROGRESS_EVERY);
        session.output().progress(List.of(outcomes.summary() + "; the queue had about " + count));
      }
    };
  }
}
