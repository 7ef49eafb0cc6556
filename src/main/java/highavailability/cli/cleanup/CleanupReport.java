package highavailability.cli.cleanup;

import highavailability.cli.command.FailureText;
import highavailability.cli.command.TextTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a clean-up has done, or would do.
 *
 * @param dryRun whether nothing was to be deleted
 * @param things everything that was found, by instance and in the order of deletion
 * @param unanswered the instances that were not cleaned up
 * @param summary the numbers
 */
record CleanupReport(
    boolean dryRun, List<Row> things, List<Unanswered> unanswered, Summary summary) {

  /** What became of a thing. */
  enum Outcome {
    deletable,
    deleted,
    kept,
    failed
  }

  /**
   * A thing.
   *
   * @param account its instance
   * @param kind {@code job}, {@code locator} or {@code asset}
   * @param name its name
   * @param createdAt ISO 8601
   * @param outcome what became of it
   * @param reason why it was kept, or could not be deleted
   */
  record Row(
      String account, String kind, String name, String createdAt, String outcome, String reason) {
    static Row of(String account, CleanupPlan.Step step, Outcome outcome, Optional<String> reason) {
      CleanupThing thing = step.thing();
      return new Row(
          account,
          switch (thing.kind()) {
            case jobs -> "job";
            case locators -> "locator";
            case assets -> "asset";
          },
          thing.name(),
          thing.createdAt().toString(),
          outcome.name(),
          reason.orElse(null));
    }
  }

  /** An instance that did not tell what it has. */
  record Unanswered(String account, String reason) {}

  /** How many things had which outcome. */
  record Summary(long deletable, long deleted, long kept, long failed) {}

  /** What a plan would do. */
  static CleanupReport of(CleanupPlan plan) {
    Map<String, List<Row>> rows = new HashMap<>();
    plan.steps()
        .forEach(
            (account, steps) ->
                rows.put(
                    account,
                    steps.stream()
                        .map(
                            s ->
                                Row.of(
                                    account,
                                    s,
                                    s.reasonToKeep().isPresent() ? Outcome.kept : Outcome.deletable,
                                    s.reasonToKeep()))
                        .toList()));
    return of(plan, true, rows);
  }

  /** What was done at each instance of a plan. */
  static CleanupReport of(CleanupPlan plan, boolean dryRun, Map<String, List<Row>> rows) {
    List<Row> things = new ArrayList<>();
    List<Unanswered> unanswered = new ArrayList<>();
    for (String account : plan.accounts()) {
      things.addAll(rows.getOrDefault(account, List.of()));
      Optional.ofNullable(plan.failures().get(account))
          .ifPresent(e -> unanswered.add(new Unanswered(account, FailureText.of(e).get(0))));
    }
    return new CleanupReport(
        dryRun,
        things,
        unanswered,
        new Summary(
            count(things, Outcome.deletable),
            count(things, Outcome.deleted),
            count(things, Outcome.kept),
            count(things, Outcome.failed)));
  }

  private static long count(List<Row> things, Outcome outcome) {
    return things.stream().filter(r -> r.outcome().equals(outcome.name())).count();
  }

  /** Whether every instance has answered and everything was deleted that was to be. */
  boolean isComplete() {
    return unanswered.isEmpty() && summary.failed() == 0;
  }

  /** The same for people. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    if (!things.isEmpty()) {
      TextTable table = new TextTable("INSTANCE", "KIND", "NAME", "CREATED", "OUTCOME", "REASON");
      things.forEach(
          r ->
              table.row(
                  r.account(),
                  r.kind(),
                  r.name(),
                  TextTable.seconds(r.createdAt()),
                  r.outcome(),
                  r.reason()));
      lines.addAll(table.lines());
    }
    unanswered.forEach(u -> lines.add("Not cleaned up: " + u.account() + ": " + u.reason()));
    lines.add(
        dryRun
            ? "%d would be deleted, %d kept".formatted(summary.deletable(), summary.kept())
            : "%d deleted, %d kept, %d failed"
                .formatted(summary.deleted(), summary.kept(), summary.failed()));
    return lines;
  }
}
