package highavailability.cli.poison;

import highavailability.app.AppComponent;
import highavailability.cli.command.Confirmation;
import highavailability.cli.command.Operator;
import highavailability.cli.command.OperatorCommand;
import highavailability.cli.command.Session;
import highavailability.cli.command.TextTable;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Deletes poison messages. */
@Command(
    name = "drop",
    description = {
      "Deletes poison messages for good. Asks first.",
      "When the queue holds more than it shows at a time, its messages are hidden for a moment."
    },
    footer = {
      "",
      "Examples:",
      "  msha poison drop job-requests --job job-7",
      "  msha poison drop job-requests --all --save dropped.jsonl --yes"
    })
final class PoisonDropCommand extends OperatorCommand {
  @Mixin PoisonQueueParameter where;

  @Mixin PoisonSelection selection;

  @Option(
      names = {"-y", "--yes"},
      description = "Does not ask. Needed where nobody can be asked.")
  boolean yes;

  @Option(names = "--dry-run", description = "Only tells what would be dropped.")
  boolean dryRun;

  @Option(
      names = "--save",
      paramLabel = "<file>",
      description =
          "Appends each message to this file before it is deleted, as a line of JSON with its text"
              + " and its reasons. Secrets in it stand there as they are.")
  Optional<Path> save;

  PoisonDropCommand(Operator operator) {
    super(operator);
  }

  @Override
  protected boolean run(Session session) {
    selection.require(this);
    if (!yes && !dryRun && !session.terminal().interactive()) {
      throw wrongUse("Nobody can be asked here: give --yes to drop without a question.");
    }
    AppComponent app = session.app();
    List<PoisonItem> items =
        PoisonItems.of(app).all(where.queue).stream()
            .filter(i -> selection.has(i.id(), i.jobName()))
            .toList();
    PoisonOutcomes outcomes = new PoisonOutcomes(where.queue, selection);
    if (!dryRun && !yes && !items.isEmpty() && !agreed(session, items, app.clock().instant())) {
      session.output().note("Nothing was dropped.");
      return false;
    }
    outcomes.reportAfter(() -> drop(app, items, outcomes), session.output());
    outcomes.noteRest(PoisonItems.of(app).count(where.queue), session.output());
    return outcomes.areGood();
  }

  private void drop(AppComponent app, List<PoisonItem> items, PoisonOutcomes outcomes) {
    if (dryRun) {
      items.forEach(i -> outcomes.add(PoisonOutcome.of(i, PoisonOutcome.Kind.WOULD_BE_DROPPED)));
      return;
    }
    PoisonDropper dropper = new PoisonDropper(app.operatorQueues(), app.clock());
    // Without messages, no file is begun either.
    if (save.isEmpty() || items.isEmpty()) {
      dropper.drop(where.queue, items, item -> {}, outcomes);
      return;
    }
    try (PoisonFile file = PoisonFile.append(save.get())) {
      dropper.drop(where.queue, items, item -> file.add(where.queue, item), outcomes);
    }
  }

  private boolean agreed(Session session, List<PoisonItem> items, Instant now) {
    TextTable table = new TextTable("ID", "JOB", "AGE", "REASON");
    items.forEach(i -> table.row(i.id(), i.jobName().orElse("-"), i.age(now), i.shortWhy()));
    String what = items.size() == 1 ? "this message" : "these " + items.size() + " messages";
    table.lines().forEach(session.output()::note);
    return Confirmation.given(
        session.terminal(), "Drop " + what + " of " + where.queue.name() + " for good?");
  }
}
