package highavailability.cli.cleanup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import highavailability.cli.cleanup.CleanupOwners.Objection.Kind;
import highavailability.jobs.AttemptKey;
import highavailability.jobs.FollowUps;
import highavailability.jobs.InputAssetIds;
import highavailability.jobs.Job;
import highavailability.jobs.JobOutputStatus;
import highavailability.mediaservices.MediaServiceAdministration.AssetItem;
import highavailability.mediaservices.MediaServiceAdministration.JobItem;
import highavailability.mediaservices.MediaServiceAdministration.LocatorItem;
import highavailability.provisioning.ProcessedAsset;
import highavailability.testing.FakeJobStore;
import highavailability.testing.JobRequests;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CleanupOwnersTest {
  private static final Instant NOW = Instant.parse("2026-11-30T10:00:00Z");
  private static final FollowUps ANNOUNCED =
      new FollowUps(
          Optional.of(NOW),
          Optional.of("{}"),
          Optional.of(NOW),
          Set.of(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  private final FakeJobStore jobs = new FakeJobStore();
  private final CleanupOwners owners =
      new CleanupOwners(jobs::find, jobs::findOutputAssetOwner, Map.of("read-by-2", "jobName-2"));

  @Test
  void everything_of_a_job_that_is_over_may_go() {
    Job job = over(2);

    assertEquals(List.of(), objectionsTo(jobItem("jobName-1~2", job)));
    assertEquals(List.of(), objectionsTo(asset("output-1", "output-1")));
    assertEquals(List.of(), objectionsTo(asset("OUTPUT-1~2", "Output-1")));
    for (UUID id : ProcessedAsset.locatorIds("jobName-1")) {
      assertEquals(List.of(), objectionsTo(locator(id, asset("output-1~2", "output-1"))));
    }
    assertEquals(List.of(), objectionsTo(asset("in", InputAssetIds.uploadedFor("jobName-1"))));
    assertEquals(
        List.of(),
        objectionsTo(
            asset(
                "in",
                InputAssetIds.copyFrom(
                    "amseast", Optional.of(InputAssetIds.uploadedFor("jobName-1"))))));
  }

  @Test
  void nothing_of_an_undecided_job_may_go() {
    Job job = stored(placed(1));
    AssetItem output = asset("output-1", "output-1");

    assertEquals(List.of(Kind.RUNNING), objectionsTo(jobItem("jobName-1", job)));
    assertEquals(List.of(Kind.RUNNING), objectionsTo(output));
    assertEquals(
        List.of(Kind.RUNNING),
        objectionsTo(locator(ProcessedAsset.locatorIds("jobName-1").iterator().next(), output)));
    assertEquals(
        List.of(Kind.RUNNING), objectionsTo(asset("in", InputAssetIds.uploadedFor("jobName-1"))));
  }

  @Test
  void nothing_of_a_finished_job_may_go_until_its_event_is_sent_and_every_region_has_it() {
    Job finished = stored(placed(1).finished(NOW));
    assertEquals(List.of(Kind.RUNNING), objectionsTo(asset("output-1", "output-1")));

    Job pending =
        jobs.replace(
                finished.withFollowUps(
                    new FollowUps(
                        Optional.of(NOW),
                        Optional.of("{}"),
                        Optional.of(NOW),
                        Set.of("amswest"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty())))
            .orElseThrow();
    assertTrue(
        owners
            .objectionsTo(new CleanupThing.OfAsset(asset("output-1", "output-1")))
            .get(0)
            .why()
            .contains("amswest"));

    jobs.replace(pending.withFollowUps(ANNOUNCED)).orElseThrow();
    assertEquals(List.of(), objectionsTo(asset("output-1", "output-1")));
  }

  @Test
  void a_failed_job_is_over_when_its_event_is_sent() {
    Job failed = stored(placed(1).failed("Code", "message", NOW));
    assertEquals(List.of(Kind.RUNNING), objectionsTo(jobItem("jobName-1", failed)));

    jobs.replace(
            failed.withFollowUps(
                new FollowUps(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Set.of(),
                    Optional.empty(),
                    Optional.of(NOW),
                    Optional.empty())))
        .orElseThrow();
    assertEquals(List.of(), objectionsTo(jobItem("jobName-1", failed)));
  }

  @Test
  void what_this_app_did_not_make_is_foreign() {
    Job job = over(1);
    AssetItem ours = asset("output-1", "output-1");

    assertEquals(
        List.of(Kind.FOREIGN),
        objectionsTo(
            new CleanupThing.OfJob(new JobItem("theirs", "T", "Finished", Map.of(), NOW))));
    assertEquals(List.of(Kind.FOREIGN), objectionsTo(asset("output-1", null)));
    assertEquals(List.of(Kind.FOREIGN), objectionsTo(asset("theirs", "something")));
    assertEquals(List.of(Kind.FOREIGN), objectionsTo(asset("theirs", "output-1")));
    assertEquals(List.of(Kind.FOREIGN), objectionsTo(asset("output-1~7", "output-1")));
    assertEquals(
        List.of(Kind.FOREIGN),
        objectionsTo(asset("in", InputAssetIds.copyFrom("amseast", Optional.empty()))));
    assertEquals(List.of(Kind.FOREIGN), objectionsTo(locator(UUID.randomUUID(), ours)));
    assertEquals(
        List.of(Kind.FOREIGN),
        objectionsTo(
            new CleanupThing.OfLocator(
                new LocatorItem("l", UUID.randomUUID(), "gone", NOW), Optional.empty())));
    assertTrue(job.isDecided());
  }

  @Test
  void a_job_of_another_ledger_is_foreign() {
    AttemptKey key = AttemptKey.of("amseast", NOW, "elsewhere", 1);

    assertEquals(
        List.of(Kind.FOREIGN),
        objectionsTo(
            new CleanupThing.OfJob(
                new JobItem("elsewhere", "T", "Finished", key.toCorrelationData(), NOW))));
  }

  @Test
  void an_upload_whose_request_has_not_arrived_yet_is_kept_for_it() {
    assertEquals(
        List.of(Kind.RUNNING), objectionsTo(asset("in", InputAssetIds.uploadedFor("later"))));
  }

  @Test
  void an_asset_that_a_running_job_reads_is_kept_for_it() {
    over(1);

    assertEquals(
        List.of(Kind.RUNNING),
        objectionsTo(asset("Read-by-2", InputAssetIds.uploadedFor("jobName-1"))));
    assertEquals(List.of(Kind.FOREIGN, Kind.RUNNING), objectionsTo(asset("read-by-2", null)));
  }

  @Test
  void the_probe_of_front_door_is_protected() {
    AssetItem probe = asset("health-probe", null);

    assertEquals(List.of(Kind.PROTECTED), objectionsTo(probe));
    assertEquals(List.of(Kind.PROTECTED), objectionsTo(locator(UUID.randomUUID(), probe)));
  }

  private List<Kind> objectionsTo(AssetItem asset) {
    return objectionsTo(new CleanupThing.OfAsset(asset));
  }

  private List<Kind> objectionsTo(CleanupThing thing) {
    return owners.objectionsTo(thing).stream().map(CleanupOwners.Objection::kind).toList();
  }

  private static AssetItem asset(String name, String alternateId) {
    return new AssetItem(name, "container", Optional.ofNullable(alternateId), NOW);
  }

  private static CleanupThing locator(UUID id, AssetItem asset) {
    return new CleanupThing.OfLocator(
        new LocatorItem("locator", id, asset.name(), NOW), Optional.of(asset));
  }

  private static CleanupThing jobItem(String name, Job job) {
    AttemptKey key = job.current().key(job.jobName()).orElseThrow();
    return new CleanupThing.OfJob(
        new JobItem(name, job.transformName(), "Finished", key.toCorrelationData(), NOW));
  }

  /** A job that was announced after so many attempts. */
  private Job over(int attempts) {
    return stored(placed(attempts).finished(NOW).withFollowUps(ANNOUNCED));
  }

  private Job stored(Job job) {
    jobs.reserveOutputAsset(job.outputAssetName(), job.jobName());
    return jobs.insert(job).orElseThrow();
  }

  private static Job placed(int attempts) {
    Job job = Job.opened(JobRequests.request(1), NOW).placedAt("amseast", NOW);
    for (int i = 1; i < attempts; i++) {
      job = job.superseded("failed", true, NOW).placedAt("amswest", NOW);
    }
    assertEquals(attempts, JobOutputStatus.submitted(job, key(job)).key().attempt());
    return job;
  }

  private static AttemptKey key(Job job) {
    return job.current().key(job.jobName()).orElseThrow();
  }
}
