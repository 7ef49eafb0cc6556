package highavailability.cli.status;

import highavailability.app.AppComponent;
import highavailability.cli.jobviews.JobStage;
import highavailability.jobs.JobOutputStatus;
import highavailability.jobs.JobOutputStatusStore;
import highavailability.jobs.Names;
import highavailability.jobs.SideBySide;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Jobs with an attempt that was submitted in a window of time. */
final class RecentJobs {
  private final JobOutputStatusStore statuses;
  private final List<String> accounts;
  private final SideBySide sideBySide;

  RecentJobs(JobOutputStatusStore statuses, List<String> accounts, SideBySide sideBySide) {
    this.statuses = statuses;
    this.accounts = accounts;
    this.sideBySide = sideBySide;
  }

  static RecentJobs of(AppComponent app) {
    return new RecentJobs(
        app.jobOutputStatusStore(), app.mediaServiceInstances().accountNames(), app.sideBySide());
  }

  /** The newest attempt of each job in the window, the oldest first. */
  List<JobOutputStatus> newestAttempts(Instant from, Instant to) {
    Map<String, List<JobOutputStatus>> found = new ConcurrentHashMap<>();
    sideBySide.forEach(accounts, a -> found.put(a, statuses.list(a, from, to)));
    Map<String, JobOutputStatus> newest =
        found.values().stream()
            .flatMap(Collection::stream)
            .collect(
                Collectors.toMap(
                    s -> Names.canonical(s.key().jobName()),
                    s -> s,
                    (a, b) -> a.key().attempt() >= b.key().attempt() ? a : b,
                    TreeMap::new));
    return newest.values().stream()
        .sorted(
            Comparator.comparing(JobOutputStatus::submittedAt)
                .thenComparing(s -> s.key().jobName()))
        .toList();
  }

  /** How far an attempt is, by its instance's news alone. */
  static JobStage stageOf(JobOutputStatus status) {
    return status.stateTimes().isEmpty() ? JobStage.SUBMITTED : JobStage.of(status.state());
  }
}
