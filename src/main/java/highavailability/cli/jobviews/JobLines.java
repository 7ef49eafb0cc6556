package highavailability.cli.jobviews;

import highavailability.cli.command.TextTable;
import highavailability.jobs.Attempt;
import highavailability.jobs.Job;
import highavailability.jobs.Redaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Jobs, for people. */
public final class JobLines {
  /** In a table; {@code status} of one job shows all of it. */
  private static final int LONGEST_OUTCOME = 40;

  private JobLines() {}

  /** One row for each job. */
  public static List<String> table(Collection<JobView> views) {
    TextTable table =
        new TextTable(
            "JOB", "STATE", "SINCE", "ATTEMPT", "INSTANCE", "PROVISIONED", "PENDING", "NOTES");
    for (JobView view : views) {
      Optional<Attempt> current = view.job().map(Job::current);
      table.row(
          view.jobName(),
          view.stageText(),
          view.since().map(Instant::toString).map(TextTable::seconds).orElse(null),
          current.map(Attempt::number).orElse(null),
          current.flatMap(Attempt::account).orElse(null),
          String.join(",", view.provisioned()),
          String.join(",", view.pending()),
          notes(view));
    }
    return table.lines();
  }

  /** All of each job, line by line, with a blank line between two. */
  public static List<String> blocks(List<JobReport> jobs) {
    List<String> lines = new ArrayList<>();
    for (JobReport job : jobs) {
      if (!lines.isEmpty()) {
        lines.add("");
      }
      lines.addAll(block(job));
    }
    return lines;
  }

  private static List<String> block(JobReport job) {
    List<String> lines = new ArrayList<>();
    add(lines, "Job", job.jobName());
    add(lines, "State", job.state() + (job.percent() == null ? "" : " " + job.percent() + "%"));
    add(lines, "Since", job.stateSince());
    add(lines, "Error", job.error() == null ? null : text(job.error()));
    add(lines, "Id", job.id());
    add(lines, "Transform", job.transformName());
    add(lines, "Output asset", job.outputAssetName());
    add(lines, "Attempt", job.attempt());
    add(lines, "Instance", job.instance());
    add(
        lines,
        "Asset there",
        job.assetName() == null || job.assetName().equals(job.outputAssetName())
            ? null
            : job.assetName());
    add(lines, "Created", job.createdAt());
    add(lines, "Submitted", job.submittedAt());
    add(lines, "Decided", job.decidedAt());
    add(lines, "Provisioned", job.provisionedAt());
    add(lines, "Regions", listed(job.provisionedInstances()));
    add(lines, "Pending", listed(job.pendingInstances()));
    add(lines, "URL", job.url());
    job.earlierAttempts().forEach(a -> add(lines, "Earlier", text(a)));
    add(lines, "Request", job.request());
    return lines;
  }

  /** One line that changes while a job is followed. */
  public static String progress(JobView view) {
    Optional<Attempt> current = view.job().map(Job::current);
    return view.jobName()
        + "  "
        + view.stageText()
        + current.map(a -> "  " + text(a)).orElse("")
        + (view.provisioned().isEmpty() ? "" : "  in " + String.join(", ", view.provisioned()))
        + (view.pending().isEmpty() ? "" : "  pending " + String.join(", ", view.pending()))
        + view.trouble().map(t -> "  " + text(t)).orElse("");
  }

  private static String notes(JobView view) {
    List<String> notes = new ArrayList<>();
    view.trouble().map(JobLines::text).ifPresent(notes::add);
    List<Attempt> earlier = view.job().map(Job::earlier).orElse(List.of());
    if (!earlier.isEmpty()) {
      notes.add(
          earlier.stream()
              .map(a -> text(a) + ": " + cut(a.outcome().map(Redaction::redact).orElse("ended")))
              .collect(Collectors.joining("; ")));
    }
    return String.join("; ", notes);
  }

  private static String cut(String outcome) {
    return outcome.length() <= LONGEST_OUTCOME
        ? outcome
        : outcome.substring(0, LONGEST_OUTCOME - 3) + "...";
  }

  private static String text(Attempt attempt) {
    return "attempt " + attempt.number() + attempt.account().map(a -> " at " + a).orElse("");
  }

  private static String text(JobView.Trouble trouble) {
    return trouble.code() + ": " + trouble.message().replaceAll("\\s+", " ");
  }

  private static String text(JobReport.EarlierAttempt attempt) {
    return "attempt "
        + attempt.attempt()
        + (attempt.instance() == null ? "" : " at " + attempt.instance())
        + ", submitted "
        + attempt.submittedAt()
        + ", "
        + attempt.outcome();
  }

  private static String listed(List<String> names) {
    return names.isEmpty() ? null : String.join(", ", names);
  }

  private static void add(List<String> lines, String name, Object value) {
    if (value != null) {
      lines.add("%-14s%s".formatted(name, value));
    }
  }
}
