package highavailability.local;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import highavailability.emulator.Calls;
import highavailability.emulator.EncodingSpeed;
import highavailability.emulator.JobFailure;
import highavailability.emulator.JobState;
import highavailability.emulator.Quota;
import highavailability.jobs.Attempt;
import highavailability.jobs.Job;
import highavailability.mediaservices.MediaServiceCallLimits;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The scenarios: each failure mode of the documents, and some more. */
final class Scenarios {
  private static final Duration LONG = ofMinutes(4);
  private static final Calls CREATE_JOB = Calls.of("PUT", "jobs");
  private static final EncodingSpeed QUICK =
      new EncodingSpeed(Duration.ofMillis(200), Duration.ofMillis(200), Duration.ofMillis(800));

  private static final LocalCluster.Options CLUSTER =
      LocalCluster.Options.defaults().with(QUICK).with(settings(Map.of()));

  static final List<Scenario> ALL =
      List.of(
          new Scenario(
              "region-down",
              "a region dies completely in the middle of 30 jobs and comes back later",
              CLUSTER.with(new EncodingSpeed(ofSeconds(1), ofSeconds(1), ofSeconds(4))),
              new RegionDown()::run),
          new Scenario(
              "api-errors",
              "a region's API answers 500, then 503, 429 and 403",
              CLUSTER,
              Scenarios::apiErrors),
          new Scenario(
              "api-hangs",
              "a region's API takes calls and never answers",
              CLUSTER.with(
                  new MediaServiceCallLimits(
                      ofSeconds(1),
                      ofSeconds(2),
                      ofSeconds(4),
                      Duration.ofMillis(100),
                      ofSeconds(1))),
              Scenarios::apiHangs),
          new Scenario(
              "lost-answer",
              "a region creates jobs and its answers are lost",
              CLUSTER,
              Scenarios::lostAnswer),
          new Scenario(
              "late-answer",
              "a region creates jobs long after the caller has given up",
              CLUSTER,
              Scenarios::lateAnswer),
          new Scenario(
              "job-errors",
              "jobs fail for system reasons in one region and for their own in another",
              CLUSTER,
              Scenarios::jobErrors),
          new Scenario(
              "stuck-jobs",
              "jobs of one region stay in Processing, those of another in Scheduled",
              CLUSTER.with(
                  settings(
                      Map.of(
                          "NumberOfMinutesInProcessToMarkJobStuck", "PT8S",
                          "NumberOfMinutesInScheduledToMarkJobStuck", "PT5S",
                          "MaxNumberOfVerifications", "1",
                          "MinimumNumberOfHealthSamples", "1000"))),
              Scenarios::stuckJobs),
          new Scenario(
              "lost-events", "no event of any region arrives", CLUSTER, Scenarios::lostEvents),
          new Scenario(
              "event-storm",
              "every event comes five times, late and in any order",
              CLUSTER,
              Scenarios::eventStorm),
          new Scenario(
              "slow-copies",
              "copies into one region stay pending, those into another are refused",
              CLUSTER,
              Scenarios::slowCopies),
          new Scenario(
              "all-regions-down",
              "no region can be reached for some time",
              CLUSTER,
              Scenarios::allRegionsDown),
          new Scenario(
              "one-region-misconfigured",
              "one region lacks the transform, another denies access",
              CLUSTER,
              Scenarios::misconfigured));

  private Scenarios() {}

  static Optional<Scenario> find(String name) {
    return ALL.stream().filter(s -> s.name().equals(name)).findFirst();
  }

  /**
   * Times are short, so that what takes hours in a cloud takes seconds here; their order is kept.
   */
  private static Map<String, String> settings(Map<String, String> changes) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("InstanceHealthSchedule", "*/2 * * * * *");
    settings.put("JobOutputStatusSyncSchedule", "*/3 * * * * *");
    settings.put("TimeDurationInMinutesToVerifyJobStatus", "PT4S");
    settings.put("TimeSinceLastUpdateToForceJobResyncInMinutes", "PT5S");
    settings.put("TimeWindowToLoadJobsInMinutes", "PT10M");
    settings.put("TimeWindowToLoadMediaServiceCallsInMinutes", "PT30S");
    settings.put("InstanceRecoveryPeriodInMinutes", "PT10S");
    settings.put("NumberOfMinutesInProcessToMarkJobStuck", "PT3M");
    settings.put("NumberOfMinutesInScheduledToMarkJobStuck", "PT2M");
    settings.put("MinimumNumberOfHealthSamples", "3");
    settings.putAll(changes);
    return settings;
  }

  private static void apiErrors(ScenarioRun run) {
    for (int status : List.of(500, 503, 429, 403)) {
      run.faults(0).service().answerWith(status);
      run.say("%s answers %d", run.region(0).accountName(), status);
      run.submit(4);
      run.expectProvisioned(run.jobNames().size(), LONG);
    }
    run.expect(
        "no job was made where the API fails",
        run.jobs(j -> isAt(j, run.region(0).accountName())).isEmpty());
    run.faults(0).clear();
    run.say("%s answers again", run.region(0).accountName());
    run.expectAllIsWell(LONG);
  }

  private static void apiHangs(ScenarioRun run) {
    run.submit(6);
    run.await("a job runs in every region", LONG, () -> accountsOf(run).size() == 3);
    run.faults(1).service().neverAnswer();
    run.say("%s never answers", run.region(1).accountName());
    run.submit(6);
    run.await(
        "all but what only %s has is provisioned".formatted(run.region(1).accountName()),
        LONG,
        () -> run.provisioned() + run.jobs(j -> isAt(j, run.region(1).accountName())).size() == 12);
    run.faults(1).clear();
    run.say("%s answers again", run.region(1).accountName());
    run.expectProvisioned(12, LONG);
    run.expectAllIsWell(LONG);
  }

  private static void lostAnswer(ScenarioRun run) {
    run.faults(0).service().loseAnswers(CREATE_JOB, 4);
    run.say("The answers to job creations at %s are lost", run.region(0).accountName());
    run.submit(9);
    run.expectProvisioned(9, LONG);
    run.faults(0).clear();
    run.expect(
        "a job whose creation was not answered is made again under another name",
        !run.jobs(j -> ScenarioRun.wasMovedFrom(j, run.region(0).accountName())).isEmpty());
    run.expectAllIsWell(LONG);
  }

  private static void lateAnswer(ScenarioRun run) {
    run.faults(0).service().executeLate(CREATE_JOB, ofSeconds(6), 4);
    run.say("%s creates jobs six seconds after it hung up", run.region(0).accountName());
    run.submit(9);
    run.expectProvisioned(9, LONG);
    run.wait(ofSeconds(8));
    run.faults(0).clear();
    run.expectAllIsWell(LONG);
  }

  private static void jobErrors(ScenarioRun run) {
    run.faults(0)
        .service()
        .failJobs(new JobFailure("ServiceTransientError", "Service", true, Quota.next(3)));
    run.faults(1)
        .service()
        .failJobs(new JobFailure("ContentMalformed", "Content", false, Quota.next(2)));
    run.submit(12);
    run.expectProvisioned(10, LONG);
    run.await(
        "two jobs are decided failed", LONG, () -> run.jobs(ScenarioRun::hasFailed).size() == 2);
    List<String> events = run.failedEvents();
    run.expect(
        "one event for each failed job: " + events,
        events.size() == 2 && events.stream().allMatch(e -> e.contains("ContentMalformed")));
    run.expect(
        "jobs that failed for a system reason were resubmitted",
        run.jobs(j -> ScenarioRun.wasMovedFrom(j, run.region(0).accountName())).size() == 3);
    run.faults(0).clear();
    run.faults(1).clear();
    run.expectAllIsWell(LONG);
  }

  private static void stuckJobs(ScenarioRun run) {
    run.faults(0).service().stickJobsIn(JobState.PROCESSING);
    run.faults(1).service().stickJobsIn(JobState.SCHEDULED);
    run.submit(6);
    run.await("jobs are stuck in two regions", LONG, () -> accountsOf(run).size() == 3);
    run.await(
        "all stuck jobs were moved",
        LONG,
        () -> run.jobs().filter(j -> !j.earlier().isEmpty()).count() >= 4);
    run.faults(0).service().releaseJobs();
    run.faults(1).service().releaseJobs();
    run.say("The stuck jobs go on");
    run.expectProvisioned(6, LONG);
    run.expectAllIsWell(LONG);
  }

  private static void lostEvents(ScenarioRun run) {
    for (int i = 0; i < 3; i++) {
      run.faults(i).service().loseEvents();
    }
    run.submit(9);
    run.expectProvisioned(9, LONG);
    run.expect("no job was made twice", run.jobs().allMatch(j -> j.earlier().isEmpty()));
    run.expectAllIsWell(LONG);
  }

  private static void eventStorm(ScenarioRun run) {
    for (int i = 0; i < 3; i++) {
      run.faults(i).service().duplicateEvents(5);
      run.faults(i).service().shuffleEvents(ofSeconds(2));
    }
    run.submit(12);
    run.expectProvisioned(12, LONG);
    run.wait(ofSeconds(4));
    run.expect("no job was made twice", run.jobs().allMatch(j -> j.earlier().isEmpty()));
    run.expectAllIsWell(LONG);
  }

  private static void slowCopies(ScenarioRun run) {
    run.faults(0).storage().copies().slowCopies(ofSeconds(8), Quota.all());
    run.faults(1).storage().copies().refuseCopies(503, Quota.all());
    run.say(
        "Copies into %s take 8 s, those into %s are refused",
        run.region(0).accountName(), run.region(1).accountName());
    run.submit(6);
    run.expectProvisioned(6, LONG);
    run.expect(
        "events name the region that refuses copies as pending",
        run.completedEvents().stream()
            .anyMatch(
                e ->
                    e.pendingMediaServiceAccountNames()
                        .equals(List.of(run.region(1).accountName()))));
    run.faults(1).clear();
    run.say("Copies into %s are accepted again", run.region(1).accountName());
    run.expectAllIsWell(LONG);
  }

  private static void allRegionsDown(ScenarioRun run) {
    for (int i = 0; i < 3; i++) {
      run.faults(i).regionDown();
    }
    run.say("All regions are down");
    run.submit(6);
    run.await(
        "all requests wait for an instance",
        LONG,
        () -> run.jobs(j -> j.waitingSince().isPresent()).size() == 6);
    run.wait(ofSeconds(10));
    run.expect("nothing is poisoned", run.poisonMessages() == 0);
    for (int i = 0; i < 3; i++) {
      run.faults(i).regionUp();
    }
    run.say("All regions are back");
    run.expectProvisioned(6, LONG);
    run.expectAllIsWell(LONG);
  }

  private static void misconfigured(ScenarioRun run) {
    run.region(0)
        .sdk()
        .transforms()
        .delete(Regions.RESOURCE_GROUP, run.region(0).accountName(), ClusterSettings.TRANSFORM);
    run.faults(1).service().answerWith(403);
    run.say(
        "%s lacks the transform, %s denies access",
        run.region(0).accountName(), run.region(1).accountName());
    run.submit(6);
    run.expectProvisioned(6, LONG);
    run.expect(
        "all jobs ran where all is well",
        run.jobs().allMatch(j -> isAt(j, run.region(2).accountName())));
    run.faults(1).clear();
    run.say("%s lets the app in again", run.region(1).accountName());
    run.expectAllIsWell(LONG);
  }

  private static boolean isAt(Job job, String account) {
    return job.current().account().filter(account::equals).isPresent();
  }

  private static Set<String> accountsOf(ScenarioRun run) {
    Set<String> accounts = new TreeSet<>();
    run.jobs().map(Job::current).map(Attempt::account).forEach(a -> a.ifPresent(accounts::add));
    return accounts;
  }
}
