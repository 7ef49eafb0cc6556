package highavailability.cli.jobviews;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import highavailability.jobs.FollowUps;
import highavailability.jobs.Job;
import highavailability.jobs.JobError;
import highavailability.jobs.JobOutputStatus;
import highavailability.jobs.JobOutputStatusUpdate;
import highavailability.jobs.JobState;
import highavailability.jobs.Json;
import highavailability.jobs.PoisonMessage;
import highavailability.jobs.ProvisioningCompletedEvent;
import highavailability.jobs.ProvisioningCompletedEvent.StreamingUrls;
import highavailability.jobs.QueueNames;
import highavailability.testing.FakeJobOutputStatusStore;
import highavailability.testing.JobRequests;
import highavailability.testing.SettableClock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JobViewTest {
  private static final Instant REQUESTED = Instant.parse("2031-05-01T10:00:00Z");
  private static final Instant PLACED = REQUESTED.plusSeconds(1);
  private static final Instant LATER = REQUESTED.plusSeconds(60);
  private static final List<String> ACCOUNTS = List.of("amseast", "amswest");

  private final Job opened = Job.opened(JobRequests.request(1), REQUESTED);
  private final Job placed = opened.placedAt("amseast", PLACED);

  @Test
  void a_job_without_an_instance_waits() {
    JobView view = JobView.of(opened.waiting(Optional.of(LATER)), Optional.empty(), ACCOUNTS);

    assertEquals("Waiting", view.stageText());
    assertEquals(Optional.of(LATER), view.since());
  }

  @Test
  void a_job_without_news_is_submitted() {
    JobView noRow = JobView.of(placed, Optional.empty(), ACCOUNTS);
    JobView noNews = JobView.of(placed, Optional.of(submitted()), ACCOUNTS);

    assertEquals("Submitted", noRow.stageText());
    assertEquals("Submitted", noNews.stageText());
    assertEquals(Optional.of(PLACED), noNews.since());
  }

  @Test
  void a_running_job_is_where_its_attempt_is() {
    assertEquals("Queued", viewAfter(JobState.QUEUED, 0).stageText());
    assertEquals("Scheduled", viewAfter(JobState.SCHEDULED, 0).stageText());
    assertEquals("Processing 45%", viewAfter(JobState.PROCESSING, 45).stageText());
    assertEquals("Finished", viewAfter(JobState.FINISHED, 100).stageText());
    assertEquals(Optional.of(LATER), viewAfter(JobState.SCHEDULED, 0).since());
  }

  @Test
  void an_attempt_that_failed_has_its_error_and_is_no_end() {
    JobView view = viewAfter(JobState.ERROR, 45);

    assertEquals("Error", view.stageText());
    assertEquals("ServiceError", view.trouble().orElseThrow().code());
    assertFalse(view.stage().isEnd());
  }

  @Test
  void a_job_that_is_given_up_has_failed() {
    JobView view =
        JobView.of(placed.failed("Stuck", "too long", LATER), Optional.empty(), ACCOUNTS);

    assertEquals("Failed", view.stageText());
    assertEquals(Optional.of(new JobView.Trouble("Stuck", "too long")), view.trouble());
    assertTrue(view.isBad());
    assertTrue(view.stage().isEnd());
  }

  @Test
  void a_finished_job_is_provisioned_when_its_event_was_sent() {
    Job finished = placed.finished(LATER);
    JobView before = JobView.of(finished, Optional.empty(), ACCOUNTS);
    JobView after =
        JobView.of(
            finished.withFollowUps(
                completed(List.of("amseast"), List.of("amswest"), Set.of("amswest"))),
            Optional.empty(),
            ACCOUNTS);

    assertEquals("Finished", before.stageText());
    assertFalse(before.stage().isEnd());
    assertEquals("Provisioned", after.stageText());
    assertEquals(List.of("amseast"), after.provisioned());
    assertEquals(List.of("amswest"), after.pending());
    assertEquals(Optional.of("https://cdn.example.com/dash"), after.url());
  }

  @Test
  void a_region_that_was_caught_up_is_provisioned_unless_it_has_left() {
    Job job =
        placed
            .finished(LATER)
            .withFollowUps(completed(List.of("amseast"), List.of("amswest", "amsgone"), Set.of()));

    JobView view = JobView.of(job, Optional.empty(), ACCOUNTS);

    assertEquals(List.of("amseast", "amswest"), view.provisioned());
    assertEquals(List.of(), view.pending());
  }

  @Test
  void a_message_on_a_poison_queue_ends_the_way_of_the_job_that_needs_it() {
    JobView unknown = JobView.absent("jobname-1", JobStage.UNKNOWN);
    JobView untaken = JobView.of(opened, Optional.empty(), ACCOUNTS);
    JobView waiting = JobView.of(opened.waiting(Optional.of(LATER)), Optional.empty(), ACCOUNTS);
    JobView finished = JobView.of(placed.finished(LATER), Optional.empty(), ACCOUNTS);
    PoisonMessage request = poison(QueueNames.JOB_REQUESTS, LATER);
    PoisonMessage old = poison(QueueNames.JOB_REQUESTS, REQUESTED.minusSeconds(9));
    PoisonMessage provisioning = poison(QueueNames.PROVISIONING_REQUESTS, LATER.plusSeconds(1));

    assertEquals("Poisoned", PoisonedJobs.applied(unknown, List.of(old)).stageText());
    assertEquals("Poisoned", PoisonedJobs.applied(untaken, List.of(request)).stageText());
    assertEquals("Waiting", PoisonedJobs.applied(untaken, List.of(old)).stageText());
    assertEquals("Waiting", PoisonedJobs.applied(waiting, List.of(request)).stageText());
    assertEquals("Finished", PoisonedJobs.applied(finished, List.of(request)).stageText());
    assertEquals(
        Optional.of(new JobView.Trouble("provisioning-requests-poison", "for a reason")),
        PoisonedJobs.applied(finished, List.of(request, provisioning)).trouble());
  }

  @Test
  void the_report_and_the_lines_tell_all_of_it() {
    Job second = placed.superseded("ServiceError: boom", true, LATER).placedAt("amswest", LATER);
    JobReport report =
        JobReport.of(JobView.of(second, Optional.empty(), ACCOUNTS), JobReport.Secrets.NO_REQUEST);

    assertEquals(2, report.attempt());
    assertEquals("output-1~2", report.assetName());
    assertEquals("ServiceError: boom", report.earlierAttempts().get(0).outcome());
    assertEquals("amseast", report.earlierAttempts().get(0).instance());
    List<String> lines = JobLines.blocks(List.of(report));
    assertTrue(lines.contains("Instance      amswest"), lines.toString());
    assertTrue(
        lines.contains(
            "Earlier       attempt 1 at amseast, submitted 2031-05-01T10:00:01Z, ServiceError:"
                + " boom"),
        lines.toString());
  }

  private JobOutputStatus submitted() {
    return JobOutputStatus.submitted(placed, placed.current().key("jobName-1").orElseThrow());
  }

  private JobView viewAfter(JobState state, int percent) {
    FakeJobOutputStatusStore store = new FakeJobOutputStatusStore(new SettableClock(LATER));
    store.recordSubmission(submitted());
    store.merge(
        new JobOutputStatusUpdate(
            submitted().key(),
            state,
            LATER,
            Optional.of(percent),
            state == JobState.ERROR
                ? Optional.of(new JobError("ServiceError", "Service", "boom", true))
                : Optional.empty()));
    return JobView.of(placed, store.find(submitted().key()), ACCOUNTS);
  }

  private static PoisonMessage poison(String queue, Instant at) {
    return new PoisonMessage(queue, at, "hash", Optional.of("jobName-1"), "for a reason", 1);
  }

  private static FollowUps completed(
      List<String> complete, List<String> pending, Set<String> stillPending) {
    ProvisioningCompletedEvent event =
        new ProvisioningCompletedEvent(
            "id",
            "jobName-1",
            "output-1",
            "https://cdn.example.com/dash",
            new StreamingUrls("https://cdn.example.com/dash", null),
            complete,
            pending,
            List.of(),
            List.of());
    return new FollowUps(
        Optional.of(LATER),
        Optional.of(Json.write(event)),
        Optional.of(LATER),
        stillPending,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
