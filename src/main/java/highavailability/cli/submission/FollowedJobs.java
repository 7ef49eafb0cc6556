package highavailability.cli.submission;

import highavailability.cli.jobviews.JobLines;
import highavailability.cli.jobviews.JobStage;
import highavailability.cli.jobviews.JobView;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Shows how far jobs are that are followed: each by itself, or many by their numbers. */
final class FollowedJobs {
  /** More lines than a terminal is high cannot be written over. */
  private static final int MOST_LINES = 20;

  private FollowedJobs() {}

  static List<String> lines(Collection<JobView> jobs) {
    if (jobs.size() <= MOST_LINES) {
      return jobs.stream().map(JobLines::progress).toList();
    }
    Map<JobStage, Long> counts =
        jobs.stream()
            .collect(Collectors.groupingBy(JobView::stage, TreeMap::new, Collectors.counting()));
    return List.of(
        jobs.size()
            + " jobs: "
            + counts.entrySet().stream()
                .map(e -> e.getValue() + " " + e.getKey().label())
                .collect(Collectors.joining(", ")));
  }
}
