package highavailability.cli.doctor;

import highavailability.cli.command.Words;
import highavailability.cli.doctor.Finding.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Findings as people and scripts read them. */
final class DoctorReport {
  private static final String INDENT = "  ";
  private static final String CURE = "cure: ";

  private final List<Finding> findings;
  private final boolean quiet;

  /**
   * Takes the findings.
   *
   * @param quiet leaves out what is ok
   */
  DoctorReport(List<Finding> findings, boolean quiet) {
    this.findings = List.copyOf(findings);
    this.quiet = quiet;
  }

  /** A finding in JSON. */
  record Line(String area, String subject, String outcome, String detail, String cure) {}

  long count(Outcome outcome) {
    return findings.stream().filter(f -> f.outcome() == outcome).count();
  }

  /** For scripts. */
  List<Line> json() {
    return areas().values().stream()
        .flatMap(List::stream)
        .map(
            f ->
                new Line(
                    f.area(), f.subject(), f.outcome().word(), f.detail(), f.cure().orElse(null)))
        .toList();
  }

  /** For people: area by area, the worst first. */
  List<String> lines() {
    int mark = Outcome.PROBLEM.mark().length();
    int subject = shown().stream().mapToInt(f -> f.subject().length()).max().orElse(0);
    List<String> lines = new ArrayList<>();
    areas()
        .forEach(
            (area, its) -> {
              lines.add(area);
              for (Finding f : its) {
                lines.add(
                    INDENT
                        + padded(f.outcome().mark(), mark)
                        + INDENT
                        + padded(f.subject(), subject)
                        + INDENT
                        + f.detail());
                f.cure()
                    .ifPresent(c -> lines.add(" ".repeat(mark + 2 * INDENT.length()) + CURE + c));
              }
            });
    lines.add(summary());
    return lines;
  }

  private String summary() {
    return "%s: %d ok, %s, %s, %d not checked"
        .formatted(
            Words.count(findings.size(), "check"),
            count(Outcome.OK),
            Words.count(count(Outcome.WARNING), "warning"),
            Words.count(count(Outcome.PROBLEM), "problem"),
            count(Outcome.NOT_CHECKED));
  }

  private Map<String, List<Finding>> areas() {
    return shown().stream()
        .collect(
            Collectors.groupingBy(
                Finding::area,
                LinkedHashMap::new,
                Collectors.collectingAndThen(
                    Collectors.toList(),
                    all -> all.stream().sorted(Comparator.comparing(Finding::outcome)).toList())));
  }

  private List<Finding> shown() {
    return findings.stream().filter(f -> !quiet || !f.isOk()).toList();
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(width - text.length());
  }
}
