package highavailability.cli.doctor;

import highavailability.cli.command.FailureText;
import highavailability.cli.command.Words;
import highavailability.cli.doctor.Finding.About;
import highavailability.jobs.SideBySide;
import highavailability.mediaservices.MediaServiceAdministrations;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Whether every transform is everywhere: a job may come to any instance. */
final class TransformsCheck {
  private final MediaServiceAdministrations administrations;
  private final SideBySide sideBySide;

  TransformsCheck(MediaServiceAdministrations administrations, SideBySide sideBySide) {
    this.administrations = administrations;
    this.sideBySide = sideBySide;
  }

  /** Compares these instances. */
  List<Finding> find(String area, List<String> accounts) {
    Map<String, List<String>> names = new ConcurrentHashMap<>();
    Map<String, RuntimeException> failures =
        sideBySide.failures(
            accounts, a -> names.put(a, administrations.administrationOf(a).listTransforms()));
    List<Finding> findings = new ArrayList<>();
    failures.forEach(
        (account, e) ->
            findings.add(
                new About(area, "of " + account)
                    .notChecked("cannot be listed: " + FailureText.of(e).get(0))));
    List<String> listed = accounts.stream().filter(names::containsKey).toList();
    Map<String, List<String>> missing = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    names.values().forEach(l -> l.forEach(n -> missing.put(n, accountsWithout(n, listed, names))));
    if (missing.isEmpty() && !listed.isEmpty()) {
      findings.add(
          new About(area, "all")
              .warning("no instance has a transform, and jobs need one", "run msha init"));
    }
    missing.forEach(
        (name, without) -> findings.add(finding(new About(area, name), without, listed.size())));
    return findings;
  }

  private static Finding finding(About about, List<String> without, int instances) {
    return without.isEmpty()
        ? about.ok("in " + Words.count(instances, "instance"))
        : about.problem(
            "is missing in " + String.join(", ", without) + ", which therefore refuses its jobs",
            "run msha init --transform "
                + about.subject()
                + ", or for one that is no built-in preset --transform-file "
                + about.subject()
                + "=<file>; if it is of no use, delete it where it is");
  }

  private static List<String> accountsWithout(
      String name, List<String> accounts, Map<String, List<String>> names) {
    return accounts.stream()
        .filter(a -> names.get(a).stream().noneMatch(name::equalsIgnoreCase))
        .toList();
  }
}
