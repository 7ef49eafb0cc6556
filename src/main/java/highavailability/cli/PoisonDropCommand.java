package highavailability.cli;

import highavailability.app.AppComponent;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

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
  @Parameters(
      paramLabel = "<queue>",
      converter = PoisonQueue.Converter.class,
      completionCandidates = PoisonQueue.Candidates.class,
      description = "One of ${COMPLETION-CANDIDATES}, with or without -poison.")
  PoisonQueue queue;

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
  boolean run(Session session) {
    selection.require(this);
    if (!yes && !dryRun && !session.terminal().interactive()) {
      throw wrongUse("Nobody can be asked here: give --yes to drop without a question.");
    }
    AppComponent app = session.app();
    List<PoisonItem> items =
        PoisonItems.of(app).all(queue).stream()
            .filter(i -> selection.has(i.id(), i.jobName()))
            .toList();
    PoisonOutcomes outcomes = new PoisonOutcomes(queue, selection);
    if (dryRun) {
      items.forEach(i -> outcomes.add(PoisonOutcome.of(i, PoisonOutcome.Kind.WOULD_BE_DROPPED)));
    } else if (!items.isEmpty()) {
      if (!yes && !agreed(session, items, app.clock().instant())) {
        session.output().note("Nothing was dropped.");
        return false;
      }
      drop(app, session.output(), items, outcomes);
    }
    session.output().result(outcomes.json(), outcomes::lines);
    return outcomes.areGood();
  }

  private void drop(
      AppComponent app, Output output, List<PoisonItem> items, PoisonOutcomes outcomes) {
    PoisonDropper dropper = new PoisonDropper(app.operatorQueues(), app.clock());
    try {
      if (save.isEmpty()) {
        dropper.drop(queue, items, item -> {}, outcomes);
        return;
      }
      try (PoisonFile file = PoisonFile.append(save.get())) {
        dropper.drop(queue, items, item -> file.add(queue, item), outcomes);
      }
    } catch (RuntimeException e) {
      if (!outcomes.isEmpty()) {
        output.result(outcomes.json(), outcomes::lines);
      }
      throw e;
    }
  }

  private boolean agreed(Session session, List<PoisonItem> items, Instant now) {
    TextTable table = new TextTable("ID", "JOB", "AGE", "REASON");
    items.forEach(i -> table.row(i.id(), i.jobName().orElse("-"), i.age(now), i.shortWhy()));
    String what = items.size() == 1 ? "this message" : "these " + items.size() + " messages";
    table.lines().forEach(session.output()::note);
    return Confirmation.given(
        session.terminal(), "Drop " + what + " of " + queue.name() + " for good?");
  }
}
