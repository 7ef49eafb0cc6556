package highavailability.cli.cleanup;

import highavailability.jobs.Job;
import highavailability.jobs.JobOutputStatus;
import highavailability.jobs.JobOutputStatusStore;
import highavailability.jobs.JobState;
import highavailability.jobs.JobStore;
import highavailability.jobs.Names;
import highavailability.mediaservices.JobInputs;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The assets that jobs read which were given to an instance and are not decided: those may be
 * submitted again elsewhere, and need their input then.
 */
final class InputsInUse {
  /** No job is tried for that long. */
  private static final Duration WINDOW = Duration.ofDays(7);

  private final JobStore jobs;
  private final JobOutputStatusStore statuses;

  InputsInUse(JobStore jobs, JobOutputStatusStore statuses) {
    this.jobs = jobs;
    this.statuses = statuses;
  }

  /** For each such asset, in canonical form, a job that reads it. */
  Map<String, String> find(List<String> accounts, Instant now) {
    Set<String> jobNames =
        accounts.stream()
            .flatMap(a -> statuses.list(a, now.minus(WINDOW), now).stream())
            .filter(s -> s.state() != JobState.FINISHED)
            .map((JobOutputStatus s) -> s.key().jobName())
            .collect(Collectors.toSet());
    Map<String, String> inUse = new HashMap<>();
    for (String jobName : jobNames) {
      jobs.find(jobName).filter(job -> !job.isDecided()).ifPresent(job -> add(job, inUse));
    }
    return inUse;
  }

  private static void add(Job job, Map<String, String> inUse) {
    job.request()
        .ifPresent(
            request ->
                JobInputs.assetNames(request.jobInputs())
                    .forEach(asset -> inUse.put(Names.canonical(asset), job.jobName())));
  }
}
