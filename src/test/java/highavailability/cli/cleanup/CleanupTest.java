package highavailability.cli.cleanup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import highavailability.cli.cleanup.CleanupSelection.Kind;
import highavailability.jobs.AttemptKey;
import highavailability.jobs.FollowUps;
import highavailability.jobs.Job;
import highavailability.jobs.JobOutputStatus;
import highavailability.jobs.JobRequest;
import highavailability.jobs.JobState;
import highavailability.jobs.Json;
import highavailability.jobs.SideBySide;
import highavailability.mediaservices.MediaServiceAdministration.AssetItem;
import highavailability.mediaservices.MediaServiceAdministration.JobItem;
import highavailability.mediaservices.MediaServiceAdministration.LocatorItem;
import highavailability.mediaservices.MediaServiceCallException.Outcome;
import highavailability.provisioning.ProcessedAsset;
import highavailability.testing.FakeJobOutputStatusStore;
import highavailability.testing.FakeJobStore;
import highavailability.testing.FakeMediaServiceAdministration;
import highavailability.testing.FakeMediaServiceAdministrations;
import highavailability.testing.FakeMediaServiceInstances;
import highavailability.testing.JobRequests;
import highavailability.testing.SettableClock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CleanupTest {
  private static final Instant NOW = Instant.parse("2026-11-30T10:00:00Z");
  private static final List<String> BOTH = List.of("amseast", "amswest");

  private final SettableClock clock = new SettableClock(NOW);
  private final FakeJobStore jobs = new FakeJobStore();
  private final FakeJobOutputStatusStore statuses = new FakeJobOutputStatusStore(clock);
  private final FakeMediaServiceInstances instances =
      new FakeMediaServiceInstances("amseast", "amswest");
  private final FakeMediaServiceAdministrations administrations =
      new FakeMediaServiceAdministrations("amseast", "amswest");
  private final Cleanup cleanup =
      new Cleanup(instances, administrations, jobs, statuses, new SideBySide(Runnable::run), clock);

  @BeforeEach
  void transforms() {
    BOTH.forEach(a -> at(a).createOrUpdateTransform("AdaptiveStreaming", Json.tree("{}")));
  }

  @Test
  void a_dry_run_deletes_nothing() {
    finish(1);

    CleanupReport report = CleanupReport.of(cleanup.plan(named("*"), BOTH));

    assertTrue(report.dryRun());
    assertEquals(
        List.of(
            "amseast job jobName-1 deletable",
            "amseast locator output-1 deletable",
            "amseast asset output-1 deletable",
            "amswest locator output-1 deletable",
            "amswest asset output-1 deletable"),
        outcomes(report));
    assertEquals(List.of(), deletions());
  }

  @Test
  void all_of_it_is_deleted_in_every_instance() {
    finish(1);

    CleanupReport report = run(named("*"));

    assertEquals(
        List.of("deleteJob jobName-1", "deleteAsset output-1", "deleteStreamingLocator output-1"),
        deletionsAt("amseast"));
    assertEquals(5, report.summary().deleted());
    assertTrue(report.isComplete());
  }

  @Test
  void what_is_of_a_running_job_stays_unless_it_is_included() {
    start(1);

    assertEquals(
        List.of("amseast job jobName-1 kept", "amseast asset output-1 kept"),
        outcomes(run(named("*"))));
    assertEquals(List.of(), deletions());

    CleanupSelection included =
        new CleanupSelection(
            Optional.empty(),
            Optional.empty(),
            Optional.of(NamePattern.of("*")),
            EnumSet.allOf(Kind.class),
            true,
            false);
    run(included);

    assertEquals(
        List.of("cancelJob jobName-1", "deleteJob jobName-1", "deleteAsset output-1"),
        deletionsAt("amseast"));
  }

  @Test
  void what_this_app_did_not_make_stays_unless_it_is_included() {
    at("amseast").put(new AssetItem("theirs", "c", Optional.empty(), NOW));
    at("amseast").put(new AssetItem("health-probe", "c", Optional.empty(), NOW));

    assertEquals(
        List.of("amseast asset theirs kept", "amseast asset health-probe kept"),
        outcomes(run(named("*"))));

    CleanupSelection included =
        new CleanupSelection(
            Optional.empty(),
            Optional.empty(),
            Optional.of(NamePattern.of("*")),
            EnumSet.allOf(Kind.class),
            true,
            true);
    assertEquals(
        List.of("amseast asset theirs deleted", "amseast asset health-probe kept"),
        outcomes(run(included)));
  }

  @Test
  void a_locator_goes_with_its_asset_whatever_its_name_and_whoever_made_it() {
    finish(1);
    at("amseast").put(new LocatorItem("preview", UUID.randomUUID(), "OUTPUT-1", NOW));

    CleanupReport report = run(selection("output-*", EnumSet.of(Kind.assets)));

    assertTrue(outcomes(report).contains("amseast locator preview deleted"), report.toString());
  }

  @Test
  void a_foreign_locator_on_an_asset_that_stays_stays() {
    finish(1);
    at("amseast").put(new LocatorItem("preview", UUID.randomUUID(), "output-1", NOW));

    assertEquals(List.of("amseast locator preview kept"), outcomes(run(named("preview"))));
  }

  @Test
  void only_what_was_made_in_the_time_is_found() {
    finish(1);

    assertEquals(0, found(Optional.of(NOW.plusMillis(1)), Optional.empty()));
    assertEquals(0, found(Optional.empty(), Optional.of(NOW)));
    assertEquals(5, found(Optional.of(NOW), Optional.of(NOW.plusMillis(1))));
  }

  @Test
  void only_the_kinds_that_are_wanted_are_looked_for() {
    finish(1);

    assertEquals(
        List.of("amseast job jobName-1 deletable"),
        outcomes(CleanupReport.of(cleanup.plan(selection("*", EnumSet.of(Kind.jobs)), BOTH))));
    assertFalse(at("amseast").calls().contains("listAssets amseast"));
  }

  @Test
  void an_instance_that_is_down_does_not_keep_the_others_from_being_cleaned() {
    finish(1);
    at("amseast").fail("listAssets", Outcome.UNAVAILABLE, 0);

    CleanupReport report = run(named("*"));

    assertEquals("amseast", report.unanswered().get(0).account());
    assertEquals(2, report.summary().deleted());
    assertFalse(report.isComplete());
  }

  @Test
  void what_cannot_be_deleted_does_not_keep_the_rest_from_it() {
    finish(1);
    at("amseast").fail("deleteStreamingLocator", Outcome.UNKNOWN, 500);

    CleanupReport report = run(named("*"));

    assertEquals(1, report.summary().failed());
    assertEquals(4, report.summary().deleted());
    assertFalse(report.isComplete());
  }

  @Test
  void without_the_ledger_nothing_is_planned() {
    finish(1);
    CleanupSearch search =
        new CleanupSearch(
            at("amseast"),
            new CleanupOwners(
                jobs::find,
                name -> {
                  throw new IllegalStateException("no table");
                },
                Map.of()),
            named("*"));

    assertThrows(IllegalStateException.class, search::steps);
  }

  @Test
  void a_job_that_is_tried_again_after_the_plan_keeps_its_things_and_their_locators() {
    start(1);
    Job failed = jobs.find("jobName-1").orElseThrow().failed("Code", "message", NOW);
    Job announced = jobs.replace(sent(failed)).orElseThrow();
    at("amseast").put(new LocatorItem("preview", UUID.randomUUID(), "output-1", NOW));
    CleanupPlan plan = cleanup.plan(named("output-*"), BOTH);
    assertEquals(2, plan.deletable());

    jobs.replace(announced.reopened(JobRequests.request(1), NOW));
    CleanupReport report = cleanup.delete(plan, named("output-*"));

    assertEquals(2, report.summary().kept());
    assertEquals(List.of(), deletions());
  }

  @Test
  void the_output_of_a_job_stays_while_another_job_reads_it() {
    finish(1);
    JobRequest reader =
        new JobRequest(
            "jobId-2",
            "jobName-2",
            "AdaptiveStreaming",
            "output-2",
            Json.tree(
                """
                {"@odata.type":"#Microsoft.Media.JobInputAsset","assetName":"Output-1"}"""));
    start(reader);

    CleanupReport report = run(selection("output-1", EnumSet.of(Kind.assets)));

    assertTrue(outcomes(report).contains("amseast asset output-1 kept"), report.toString());
    assertEquals(List.of(), deletionsAt("amseast"));
  }

  private CleanupReport run(CleanupSelection selection) {
    return cleanup.delete(cleanup.plan(selection, BOTH), selection);
  }

  private int found(Optional<Instant> from, Optional<Instant> to) {
    CleanupSelection selection =
        new CleanupSelection(from, to, Optional.empty(), EnumSet.allOf(Kind.class), false, false);
    return CleanupReport.of(cleanup.plan(selection, BOTH)).things().size();
  }

  private static CleanupSelection named(String pattern) {
    return selection(pattern, EnumSet.allOf(Kind.class));
  }

  private static CleanupSelection selection(String pattern, Set<Kind> kinds) {
    return new CleanupSelection(
        Optional.empty(),
        Optional.empty(),
        Optional.of(NamePattern.of(pattern)),
        kinds,
        false,
        false);
  }

  private static List<String> outcomes(CleanupReport report) {
    return report.things().stream()
        .map(r -> String.join(" ", r.account(), r.kind(), r.name(), r.outcome()))
        .toList();
  }

  private List<String> deletions() {
    return BOTH.stream().flatMap(a -> deletionsAt(a).stream()).toList();
  }

  private List<String> deletionsAt(String account) {
    return Stream.concat(
            instances.get(account).calls().stream(),
            at(account).calls().stream().filter(c -> c.startsWith("delete")))
        .toList();
  }

  private FakeMediaServiceAdministration at(String account) {
    return administrations.administrationOf(account);
  }

  /** A job that runs at the first instance. */
  private Job start(int number) {
    return start(JobRequests.request(number));
  }

  private Job start(JobRequest request) {
    Job job = Job.opened(request, NOW).placedAt("amseast", NOW);
    AttemptKey key = job.current().key(job.jobName()).orElseThrow();
    jobs.reserveOutputAsset(job.outputAssetName(), job.jobName());
    statuses.recordSubmission(JobOutputStatus.submitted(job, key));
    at("amseast")
        .put(
            new JobItem(
                job.jobName(),
                job.transformName(),
                JobState.PROCESSING.serviceName(),
                key.toCorrelationData(),
                NOW));
    put("amseast", job);
    return jobs.insert(job).orElseThrow();
  }

  /** A job that is announced, with its asset and a locator at both instances. */
  private void finish(int number) {
    Job job = start(number);
    at("amseast")
        .put(
            new JobItem(
                job.jobName(),
                job.transformName(),
                JobState.FINISHED.serviceName(),
                job.current().key(job.jobName()).orElseThrow().toCorrelationData(),
                NOW));
    put("amswest", job);
    BOTH.forEach(
        a ->
            at(a)
                .put(
                    new LocatorItem(
                        job.outputAssetName(),
                        ProcessedAsset.locatorIds(job.jobName()).iterator().next(),
                        job.outputAssetName(),
                        NOW)));
    jobs.replace(sent(job.finished(NOW))).orElseThrow();
  }

  private void put(String account, Job job) {
    at(account)
        .put(new AssetItem(job.outputAssetName(), "c", Optional.of(job.outputAssetName()), NOW));
  }

  private static Job sent(Job job) {
    return job.withFollowUps(
        new FollowUps(
            Optional.of(NOW),
            Optional.of("{}"),
            Optional.of(NOW),
            Set.of(),
            Optional.empty(),
            Optional.of(NOW),
            Optional.empty()));
  }
}
