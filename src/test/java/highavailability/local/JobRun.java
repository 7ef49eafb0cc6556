package highavailability.local;

import highavailability.jobs.Attempt;
import highavailability.jobs.Decision;
import highavailability.jobs.Job;
import highavailability.jobs.Json;
import highavailability.jobs.ProvisioningCompletedEvent;
import highavailability.jobs.QueueNames;
import highavailability.local.JobMonitor.Seen;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Runs a number of jobs through the cluster: drops the requests, shows how they go, and checks what
 * came of them.
 */
final class JobRun {
  private static final Duration TICK = Duration.ofMillis(500);

  /**
   * What a run may take besides its jobs, and what each job adds, before it is called incomplete.
   */
  private static final Duration BASE_LIMIT = Duration.ofSeconds(90);

  private static final Duration LIMIT_PER_JOB = Duration.ofSeconds(3);

  private final LocalCluster cluster;
  private final JobMonitor monitor;
  private final ClusterCheck check;
  private final Console console;
  private final Set<String> jobNames = new LinkedHashSet<>();
  private final Map<String, Job> provisioned = new LinkedHashMap<>();
  private final Map<String, Job> failed = new LinkedHashMap<>();

  JobRun(LocalCluster cluster, JobMonitor monitor, Console console) {
    this.cluster = cluster;
    this.monitor = monitor;
    this.check = new ClusterCheck(cluster);
    this.console = console;
  }

  /** Drops job requests for a video on the queue. */
  void submit(int jobs, String inputUrl) {
    IntStream.rangeClosed(1, jobs)
        .forEach(
            n -> {
              jobNames.add("job-" + n);
              cluster.submit(requestFor(n, inputUrl));
            });
  }

  static String requestFor(int number, String inputUrl) {
    return Json.write(
        Map.of(
            "id", "request-" + number,
            "jobName", "job-" + number,
            "transformName", ClusterSettings.TRANSFORM,
            "outputAssetName", "output-" + number,
            "jobInputs",
                Map.of(
                    "@odata.type",
                    "#Microsoft.Media.JobInputs",
                    "inputs",
                    List.of(
                        Map.of(
                            "@odata.type",
                            "#Microsoft.Media.JobInputHttp",
                            "files",
                            List.of(inputUrl))))));
  }

  /**
   * Follows the jobs to their end, and checks that everything is where it should be.
   *
   * @return whether all is well
   */
  boolean await() {
    Instant limit =
        Instant.now().plus(BASE_LIMIT).plus(LIMIT_PER_JOB.multipliedBy(jobNames.size()));
    while (provisioned.size() + failed.size() < jobNames.size()
        && poisoned() == 0
        && Instant.now().isBefore(limit)) {
      look();
      console.show(jobNames.stream().map(this::progressOf).toList());
      console.pause(TICK);
    }
    look();
    console.show(jobNames.stream().map(this::progressOf).toList());
    List<String> problems = problems(limit);
    printTable();
    problems.forEach(console::print);
    if (problems.isEmpty()) {
      console.print(
          "Checked: blobs, locators and keys are equal in all regions, every URL answers, and no job is left at an instance.");
    }
    console.print(
        "%d of %d jobs provisioned in %d regions"
            .formatted(provisioned.size(), jobNames.size(), cluster.regions().size()));
    return problems.isEmpty() && provisioned.size() == jobNames.size();
  }

  private void look() {
    for (String jobName : jobNames) {
      if (provisioned.containsKey(jobName) || failed.containsKey(jobName)) {
        continue;
      }
      Optional<Job> job = cluster.component().jobStore().find(jobName);
      job.filter(j -> j.followUps().completedEventSentAt().isPresent())
          .ifPresent(j -> provisioned.put(jobName, j));
      job.filter(j -> j.decision().orElse(null) instanceof Decision.Failed)
          .ifPresent(j -> failed.put(jobName, j));
    }
  }

  private String progressOf(String jobName) {
    String account = monitor.find(jobName).map(Seen::account).orElse("-");
    if (provisioned.containsKey(jobName)) {
      return line(jobName, account, "Provisioned", 100);
    }
    if (failed.containsKey(jobName)) {
      return line(jobName, account, "Failed", 0);
    }
    return monitor
        .find(jobName)
        .map(s -> line(jobName, s.account(), s.state(), s.percent()))
        .orElseGet(() -> line(jobName, account, "Requested", 0));
  }

  private static String line(String jobName, String account, String state, int percent) {
    return "%-10s %-18s %-12s %3d%%".formatted(jobName, account, state, percent);
  }

  private List<String> problems(Instant limit) {
    List<String> problems = new ArrayList<>();
    for (String jobName : jobNames) {
      if (failed.containsKey(jobName)) {
        Decision.Failed how = (Decision.Failed) failed.get(jobName).decision().orElseThrow();
        problems.add("Failed: %s: %s: %s".formatted(jobName, how.code(), how.message()));
      } else if (!provisioned.containsKey(jobName)) {
        problems.add("Missing: " + progressOf(jobName));
      }
    }
    provisioned.values().forEach(job -> problems.addAll(check.problemsOf(job)));
    if (poisoned() > 0) {
      problems.add(poisoned() + " messages are on poison queues; their reasons are in the log.");
    }
    if (check.completedEvents() < provisioned.size()) {
      problems.add(
          "Only %d events are on %s."
              .formatted(check.completedEvents(), QueueNames.PROVISIONING_COMPLETED_EVENTS));
    }
    if (problems.isEmpty()) {
      problems.addAll(leftJobs(limit));
    }
    return problems;
  }

  /** Finished jobs are deleted by their verification, which comes some seconds after them. */
  private List<String> leftJobs(Instant limit) {
    List<String> left = List.of("not looked yet");
    while (!left.isEmpty()) {
      left =
          cluster.regions().stream()
              .flatMap(
                  r ->
                      check.jobsAt(r).stream()
                          .filter(jobNames::contains)
                          .map(j -> "Job %s is still at %s.".formatted(j, r.accountName())))
              .toList();
      if (Instant.now().isAfter(limit)) {
        return left;
      }
      if (!left.isEmpty()) {
        console.pause(TICK);
      }
    }
    return left;
  }

  private long poisoned() {
    return List.of(
            QueueNames.JOB_REQUESTS,
            QueueNames.JOB_VERIFICATION_REQUESTS,
            QueueNames.PROVISIONING_REQUESTS)
        .stream()
        .map(QueueNames::poisonQueueOf)
        .mapToLong(check::messagesOn)
        .sum();
  }

  private void printTable() {
    console.print("");
    console.print("%-10s %-18s %-7s %s".formatted("JOB", "INSTANCE", "REGIONS", "DASH URL"));
    for (String jobName : jobNames) {
      Optional<Job> job =
          Optional.ofNullable(provisioned.getOrDefault(jobName, failed.get(jobName)));
      Optional<ProvisioningCompletedEvent> event =
          job.flatMap(j -> j.followUps().completedEvent())
              .map(e -> Json.read(e, ProvisioningCompletedEvent.class));
      console.print(
          "%-10s %-18s %-7d %s"
              .formatted(
                  jobName,
                  job.map(Job::current).flatMap(Attempt::account).orElse("-"),
                  event.map(e -> e.mediaServiceAccountNames().size()).orElse(0),
                  event.map(e -> e.streamingUrls().dash()).orElse("-")));
    }
    console.print("");
  }
}
