package highavailability.cli.poison;

import highavailability.cli.command.Output;
import highavailability.cli.command.TextTable;
import highavailability.cli.command.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What became of the messages that were asked for, as far as a run has come. */
final class PoisonOutcomes {
  private final PoisonQueue queue;
  private final PoisonSelection selection;
  private final Map<String, PoisonOutcome> byId = new LinkedHashMap<>();

  PoisonOutcomes(PoisonQueue queue, PoisonSelection selection) {
    this.queue = queue;
    this.selection = selection;
  }

  /** Adds what became of a message, in place of what was said of it before. */
  void add(PoisonOutcome outcome) {
    byId.put(outcome.id(), outcome);
  }

  /** Whether all that can be asked for has been met. */
  boolean areComplete() {
    return selection.isCompleteWith(byId.keySet());
  }

  /** Whether everything became of everything that was asked for. */
  boolean areGood() {
    return notFound().isEmpty() && byId.values().stream().allMatch(o -> o.kind().isGood());
  }

  /**
   * Tells of messages that were not met: some may be hidden, by a run that was killed or by
   * somebody else who works on them.
   *
   * @param count how many the queue holds now
   */
  void noteRest(long count, Output output) {
    long known = byId.values().stream().filter(o -> o.kind().isStaying()).count();
    if (selection.all && count > known) {
      output.note(
          queue.name()
              + " still has about "
              + Words.count(count - known, "more message")
              + ": come since, or hidden because somebody works on them;"
              + " after a run that was killed they are back within a minute, or its --hide-for.");
    }
  }

  List<PoisonOutcome> list() {
    return List.copyOf(byId.values());
  }

  /** Does the work and reports what became of the messages, even when it breaks off midway. */
  void reportAfter(Runnable work, Output output) {
    try {
      work.run();
    } catch (RuntimeException e) {
      if (!byId.isEmpty()) {
        output.result(json(), this::lines);
      }
      throw e;
    }
    output.result(json(), this::lines);
  }

  private List<String> notFound() {
    return selection.missingIn(
        byId.keySet(), byId.values().stream().flatMap(o -> o.jobName().stream()));
  }

  /** How many there are of each kind, as one line. */
  String summary() {
    String counts =
        counts().entrySet().stream()
            .map(c -> c.getValue() + " " + c.getKey())
            .collect(Collectors.joining(", "));
    return queue.name() + ": " + (counts.isEmpty() ? "nothing to do" : counts);
  }

  private Map<String, Long> counts() {
    Map<String, Long> counts = new LinkedHashMap<>();
    for (PoisonOutcome.Kind kind : PoisonOutcome.Kind.values()) {
      if (count(kind) > 0) {
        counts.put(kind.toString(), count(kind));
      }
    }
    return counts;
  }

  private long count(PoisonOutcome.Kind kind) {
    return byId.values().stream().filter(o -> o.kind() == kind).count();
  }

  /** For scripts. */
  Object json() {
    return new ResultJson(
        queue.name(),
        list().stream()
            .map(
                o ->
                    new OutcomeJson(
                        o.id(),
                        o.jobName().orElse(null),
                        o.kind().toString(),
                        o.detail().orElse(null)))
            .toList(),
        counts(),
        notFound());
  }

  /** For people. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    if (!byId.isEmpty()) {
      TextTable table = new TextTable("ID", "JOB", "OUTCOME");
      for (PoisonOutcome o : list()) {
        table.row(
            o.id(), o.jobName().orElse("-"), o.kind() + o.detail().map(d -> ": " + d).orElse(""));
      }
      lines.addAll(table.lines());
      lines.add("");
    }
    lines.add(summary());
    notFound()
        .forEach(
            name ->
                lines.add(
                    name
                        + ": no such message; see msha poison list --all. One that is being worked"
                        + " on, or was when a run was killed, is hidden for up to a minute."));
    return lines;
  }

  private record ResultJson(
      String queue, List<OutcomeJson> messages, Map<String, Long> counts, List<String> notFound) {}

  private record OutcomeJson(String id, String jobName, String outcome, String detail) {}
}
