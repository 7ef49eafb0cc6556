package highavailability.cli.submission;

import highavailability.jobs.InvalidMessageException;
import highavailability.jobs.JobRequest;
import highavailability.jobs.Json;
import highavailability.jobs.MessageQueues;
import highavailability.jobs.Names;
import highavailability.mediaservices.JobInputs;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Jobs that are to be submitted together, or not at all.
 *
 * @param jobs each once
 * @param problems everything that is wrong with what was asked for, one line each
 */
record JobPlan(List<PlannedJob> jobs, List<String> problems) {
  /** Copies lists. */
  JobPlan {
    jobs = List.copyOf(jobs);
    problems = List.copyOf(problems);
  }

  /**
   * Checks what can be seen without asking anybody.
   *
   * @param wanted jobs that could be read
   * @param unreadable what could not be read
   */
  static JobPlan of(List<PlannedJob> wanted, List<String> unreadable) {
    List<String> problems = new ArrayList<>(unreadable);
    Map<String, PlannedJob> jobs = new LinkedHashMap<>();
    Map<String, PlannedJob> assets = new HashMap<>();
    for (PlannedJob job : wanted) {
      try {
        requireSendable(job.request());
      } catch (InvalidMessageException e) {
        problems.add(job.origin() + ": " + e.getMessage());
        continue;
      }
      PlannedJob same = jobs.putIfAbsent(Names.canonical(job.request().jobName()), job);
      if (same != null) {
        if (!same.request().equals(job.request()) || !same.file().equals(job.file())) {
          problems.add(
              "%s: job '%s' is also asked for by %s, and otherwise; give one of them another name."
                  .formatted(job.origin(), job.request().jobName(), same.origin()));
        }
        continue;
      }
      PlannedJob owner = assets.putIfAbsent(Names.canonical(job.request().outputAssetName()), job);
      if (owner != null) {
        problems.add(
            "%s: the output asset '%s' is also asked for by %s; choose another."
                .formatted(job.origin(), job.request().outputAssetName(), owner.origin()));
      }
    }
    return new JobPlan(List.copyOf(jobs.values()), problems);
  }

  /** The same with more problems. */
  JobPlan with(List<String> more) {
    List<String> all = new ArrayList<>(problems);
    all.addAll(more);
    return new JobPlan(jobs, all);
  }

  List<String> jobNames() {
    return jobs.stream().map(j -> j.request().jobName()).toList();
  }

  private static void requireSendable(JobRequest request) {
    request.requireValid();
    JobInputs.requireValid(request.jobInputs());
    int bytes = Json.write(request).getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MessageQueues.MAX_BYTES) {
      throw new InvalidMessageException(
          "The request has %d bytes; a queue takes at most %d. Make it shorter."
              .formatted(bytes, MessageQueues.MAX_BYTES));
    }
  }
}
