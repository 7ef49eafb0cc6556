package highavailability.emulator;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.azure.resourcemanager.mediaservices.models.Job;
import com.azure.resourcemanager.mediaservices.models.JobError;
import com.azure.resourcemanager.mediaservices.models.JobState;
import highavailability.emulator.EmulatedRegion.Answer;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JobFaultsIT {

  private final VideoServer videos = new VideoServer();
  private final EmulatedRegion region = new EmulatedRegion();
  private final Faults faults = region.emulator.faults();

  @BeforeAll
  void start() {
    region.createTransform();
    region.createAsset("output");
  }

  @AfterEach
  void clear() {
    faults.clear();
  }

  @AfterAll
  void stop() {
    region.close();
    videos.close();
  }

  @Test
  void the_next_jobs_fail_as_told_and_later_ones_do_not() {
    faults.failJobs(new JobFailure("ServiceTransientError", "Service", true, Quota.next(1)));
    create("failing");
    create("good");

    JobError error = region.awaitState("failing", JobState.ERROR).outputs().get(0).error();
    assertEquals("ServiceTransientError", error.code().toString());
    assertEquals("Service", error.category().toString());
    assertEquals("MayRetry", error.retry().toString());
    region.awaitState("good", JobState.FINISHED);
  }

  @Test
  void a_users_error_says_do_not_retry() {
    faults.failJobs(new JobFailure("ContentMalformed", "Content", false, Quota.all()));
    create("malformed");

    JobError error = region.awaitState("malformed", JobState.ERROR).outputs().get(0).error();

    assertEquals("DoNotRetry", error.retry().toString());
  }

  @Test
  void a_job_stuck_in_scheduled_goes_on_when_it_is_released() {
    staysIn("stuck-scheduled", highavailability.emulator.JobState.SCHEDULED, JobState.SCHEDULED);

    faults.releaseJobs();

    region.awaitState("stuck-scheduled", JobState.FINISHED);
  }

  @Test
  void a_job_stuck_in_processing_goes_on_when_it_is_released() {
    staysIn("stuck-processing", highavailability.emulator.JobState.PROCESSING, JobState.PROCESSING);

    faults.releaseJobs();

    region.awaitState("stuck-processing", JobState.FINISHED);
  }

  @Test
  void a_stuck_job_can_be_canceled() {
    staysIn("stuck-canceled", highavailability.emulator.JobState.PROCESSING, JobState.PROCESSING);

    region
        .sdk
        .jobs()
        .cancelJob(region.group, region.account, EmulatedRegion.TRANSFORM, "stuck-canceled");

    region.awaitState("stuck-canceled", JobState.CANCELED);
  }

  @Test
  void jobs_of_a_dead_region_stand_still_and_go_on_with_it() {
    faults.stickJobsIn(highavailability.emulator.JobState.SCHEDULED);
    create("outlasting");
    region.awaitState("outlasting", JobState.SCHEDULED);
    faults.regionDown();
    faults.releaseJobs();
    await()
        .during(Duration.ofMillis(300))
        .atMost(Duration.ofSeconds(20))
        .until(() -> faults.plan().regionDown());

    Instant up = Instant.now();
    faults.regionUp();

    Instant started =
        region.awaitState("outlasting", JobState.FINISHED).outputs().get(0).startTime().toInstant();
    assertTrue(started.isAfter(up), started + " is not after " + up);
  }

  @Test
  void a_transform_that_is_deleted_is_missing_for_new_jobs() {
    region.createAsset("orphan");
    region.sdk.transforms().delete(region.group, region.account, EmulatedRegion.TRANSFORM);
    try {
      Answer answer =
          region.call(
              "PUT",
              "/transforms/" + EmulatedRegion.TRANSFORM + "/jobs/orphan",
              "api-version=2022-07-01",
              "{}");
      assertEquals(404, answer.status());
    } finally {
      region.createTransform();
    }
  }

  /** Creates a job and sees it stay for longer than it would by itself. */
  private void staysIn(String name, highavailability.emulator.JobState held, JobState shown) {
    faults.stickJobsIn(held);
    create(name);
    region.awaitState(name, shown);
    await()
        .during(Duration.ofMillis(500))
        .atMost(Duration.ofSeconds(20))
        .until(() -> get(name).state().equals(shown));
  }

  private Job get(String name) {
    return region.sdk.jobs().get(region.group, region.account, EmulatedRegion.TRANSFORM, name);
  }

  private void create(String name) {
    region.createJob(name, EmulatedRegion.httpInput(videos.video()), "output");
  }
}
