package highavailability.local;

import highavailability.emulator.EventSchema;
import highavailability.jobs.Attempt;
import highavailability.jobs.Decision;
import highavailability.jobs.Job;
import highavailability.jobs.Json;
import highavailability.jobs.ProvisioningCompletedEvent;
import highavailability.jobs.QueueNames;
import highavailability.local.JobMonitor.Seen;
import highavailability.local.Regions.Region;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** One run of a scenario: what its script works with, and what it has found. */
final class ScenarioRun {
  private static final Duration TICK = Duration.ofMillis(50);

  private final LocalCluster cluster;
  private final JobMonitor monitor;
  private final ClusterCheck check;
  private final Console console;
  private final String inputUrl;
  private final Instant started = Instant.now();
  private final List<String> jobNames = new ArrayList<>();
  private final Map<String, Job> provisioned = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();

  private ScenarioRun(LocalCluster cluster, JobMonitor monitor, Console console, String inputUrl) {
    this.cluster = cluster;
    this.monitor = monitor;
    this.check = new ClusterCheck(cluster);
    this.console = console;
    this.inputUrl = inputUrl;
  }

  /**
   * Starts the cluster that a scenario needs, and plays it.
   *
   * @return what was not as it should be; nothing when all was well
   */
  static List<String> run(Scenario scenario, Console console, String inputUrl) {
    try (JobMonitor monitor = JobMonitor.start();
        LocalCluster cluster = LocalCluster.start(scenario.options())) {
      cluster
          .regions()
          .forEach(r -> r.mediaServices().subscribe(monitor.webhook(), EventSchema.EVENT_GRID));
      ScenarioRun run = new ScenarioRun(cluster, monitor, console, inputUrl);
      scenario.script().accept(run);
      return List.copyOf(run.problems);
    }
  }

  /** Time since the start. */
  Duration elapsed() {
    return Duration.between(started, Instant.now());
  }

  /** Prints what happens, with the time since the start. */
  void say(String what, Object... arguments) {
    console.print(
        "%6.1f s  %s".formatted(elapsed().toMillis() / 1000.0, what.formatted(arguments)));
  }

  /** Drops more job requests on the queue. */
  List<String> submit(int count) {
    List<String> more = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int number = jobNames.size() + 1;
      jobNames.add("job-" + number);
      more.add("job-" + number);
      cluster.submit(JobRun.requestFor(number, inputUrl));
    }
    say("%d job requests dropped", count);
    return more;
  }

  Region region(int number) {
    return cluster.regions().get(number);
  }

  RegionFaults faults(int number) {
    return region(number).faults();
  }

  LocalCluster cluster() {
    return cluster;
  }

  List<String> jobNames() {
    return List.copyOf(jobNames);
  }

  Optional<Job> job(String jobName) {
    return cluster.component().jobStore().find(jobName);
  }

  Stream<Job> jobs() {
    return jobNames.stream().flatMap(name -> job(name).stream());
  }

  /** What the events have told of a job. */
  Optional<Seen> seen(String jobName) {
    return monitor.find(jobName);
  }

  /** How many jobs are provisioned. */
  int provisioned() {
    for (String jobName : jobNames) {
      if (!provisioned.containsKey(jobName)) {
        job(jobName)
            .filter(j -> j.followUps().completedEventSentAt().isPresent())
            .ifPresent(j -> provisioned.put(jobName, j));
      }
    }
    return provisioned.size();
  }

  /** Waits for something that must come. */
  void await(String what, Duration limit, BooleanSupplier condition) {
    Instant end = Instant.now().plus(limit);
    while (!condition.getAsBoolean()) {
      if (Instant.now().isAfter(end)) {
        expect(what, false);
        return;
      }
      console.pause(TICK);
    }
    say("%s", what);
  }

  /** Lets time pass in which something may go wrong. */
  void wait(Duration duration) {
    Instant end = Instant.now().plus(duration);
    while (Instant.now().isBefore(end)) {
      console.pause(TICK);
    }
  }

  /** Notes what must be so. */
  void expect(String what, boolean so) {
    if (!so) {
      say("NOT AS EXPECTED: %s", what);
      problems.add(what);
    }
  }

  void expectProvisioned(int count, Duration limit) {
    await(
        "%d of %d jobs provisioned".formatted(count, jobNames.size()),
        limit,
        () -> provisioned() == count);
  }

  /** Everything that every scenario must end with, once nothing is broken any more. */
  void expectAllIsWell(Duration limit) {
    await(
        "no region is pending any more",
        limit,
        () -> jobs().allMatch(j -> j.followUps().pendingAccounts().isEmpty()));
    await("nothing of a superseded attempt is left", limit, () -> leftovers().isEmpty());
    leftovers().forEach(left -> expect(left, false));
    provisioned
        .keySet()
        .forEach(name -> check.problemsOf(job(name).orElseThrow()).forEach(p -> expect(p, false)));
    expectOneEventEach();
    expect("no message is on a poison queue", check.poisonMessages() == 0);
  }

  private void expectOneEventEach() {
    List<ProvisioningCompletedEvent> events =
        check.messages(QueueNames.PROVISIONING_COMPLETED_EVENTS).stream()
            .map(text -> Json.read(text, ProvisioningCompletedEvent.class))
            .toList();
    List<String> names = events.stream().map(ProvisioningCompletedEvent::jobName).sorted().toList();
    List<String> wanted = provisioned.keySet().stream().sorted().toList();
    expect(
        "one completed event for each provisioned job: %d events for %d jobs"
            .formatted(names.size(), wanted.size()),
        names.equals(wanted));
  }

  /** The events of jobs that were decided failed, by job. */
  List<String> failedEvents() {
    return check.messages(QueueNames.JOB_FAILED_EVENTS);
  }

  /** The completed events. */
  List<ProvisioningCompletedEvent> completedEvents() {
    return check.messages(QueueNames.PROVISIONING_COMPLETED_EVENTS).stream()
        .map(text -> Json.read(text, ProvisioningCompletedEvent.class))
        .toList();
  }

  /** Messages on poison queues. */
  long poisonMessages() {
    return check.poisonMessages();
  }

  private List<String> leftovers() {
    List<String> left = new ArrayList<>();
    jobs()
        .forEach(
            job ->
                job.earlier().stream()
                    .filter(a -> a.account().isPresent())
                    .forEach(a -> left.addAll(check.leftoversOf(job, a))));
    return left;
  }

  /** Jobs that match. */
  List<Job> jobs(Predicate<Job> predicate) {
    return jobs().filter(predicate).toList();
  }

  /** Whether an attempt of the job was at that instance and was given up. */
  static boolean wasMovedFrom(Job job, String account) {
    return job.earlier().stream().map(Attempt::account).anyMatch(Optional.of(account)::equals);
  }

  static boolean hasFailed(Job job) {
    return job.decision().orElse(null) instanceof Decision.Failed;
  }
}
