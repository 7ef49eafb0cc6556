package highavailability.cli.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import highavailability.cli.jobviews.JobStage;
import highavailability.cli.jobviews.JobView;
import highavailability.cli.jobviews.JobViews;
import highavailability.cli.jobviews.PoisonedJobs;
import highavailability.jobs.Job;
import highavailability.jobs.JobOutputStatus;
import highavailability.jobs.JobOutputStatusUpdate;
import highavailability.jobs.JobState;
import highavailability.jobs.OperatorQueues;
import highavailability.jobs.PoisonMessage;
import highavailability.jobs.PoisonMessages;
import highavailability.jobs.QueueNames;
import highavailability.jobs.SideBySide;
import highavailability.testing.FakeJobOutputStatusStore;
import highavailability.testing.FakeJobStore;
import highavailability.testing.FakePoisonMessageStore;
import highavailability.testing.JobRequests;
import highavailability.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StatusServiceTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final List<String> ACCOUNTS = List.of("amswest", "amseast");

  private final SettableClock clock = new SettableClock(Instant.parse("2031-05-01T10:00:00Z"));
  private final FakeJobStore jobs = new FakeJobStore();
  private final FakeJobOutputStatusStore statuses = new FakeJobOutputStatusStore(clock);
  private final FakePoisonMessageStore reasons = new FakePoisonMessageStore();
  private final OperatorQueues queues = mock(OperatorQueues.class);
  private final SideBySide sideBySide = new SideBySide(Runnable::run);
  private final StatusService service =
      new StatusService(
          new JobViews(jobs, statuses, ACCOUNTS, sideBySide),
          new PoisonedJobs(reasons),
          new RecentJobs(statuses, ACCOUNTS, sideBySide),
          queues,
          ACCOUNTS,
          clock);

  @BeforeEach
  void fillQueues() {
    when(queues.count(QueueNames.JOB_REQUESTS)).thenReturn(Optional.of(7L));
    when(queues.count("job-requests-poison")).thenReturn(Optional.of(2L));
  }

  @Test
  void only_the_newest_attempt_of_a_job_in_the_window_counts() {
    submit(1, "amseast", JobState.FINISHED);
    clock.advance(HOUR.multipliedBy(2));
    Job second = submit(2, "amseast", JobState.ERROR);
    resubmit(second, "amswest", JobState.PROCESSING);
    submit(3, "amswest", null);

    StatusSummary summary = service.summary(HOUR);

    assertEquals(List.of("amseast", "amswest"), instances(summary));
    assertEquals(0, summary.instances().get(0).total());
    assertEquals(2, summary.instances().get(1).total());
    assertEquals(1, summary.instances().get(1).states().get("Processing"));
    assertEquals(1, summary.instances().get(1).states().get("Submitted"));
    assertEquals(new StatusSummary.QueueCounts("job-requests", 7L, 2L), summary.queues().get(0));
    assertEquals(
        List.of(
            "INSTANCE  SUBMITTED  QUEUED  SCHEDULED  PROCESSING  CANCELING  CANCELED  ERROR"
                + "  FINISHED  TOTAL",
            "amseast   0          0       0          0           0          0         0    "
                + "  0         0",
            "amswest   1          0       0          1           0          0         0    "
                + "  0         2",
            "all       1          0       0          1           0          0         0    "
                + "  0         2"),
        summary.lines().subList(1, 5));
  }

  @Test
  void jobs_are_listed_by_the_state_of_their_attempt_or_their_row() {
    submit(1, "amseast", JobState.PROCESSING);
    Job failed = submit(2, "amseast", JobState.ERROR);
    jobs.replace(failed.failed("Boom", "it broke", clock.instant()));
    submit(3, "amseast", JobState.ERROR);

    assertEquals(List.of("jobName-1"), names(service.jobs(JobStage.PROCESSING, HOUR)));
    assertEquals(List.of("jobName-2", "jobName-3"), names(service.jobs(JobStage.ERROR, HOUR)));
    assertEquals(List.of("jobName-2"), names(service.jobs(JobStage.FAILED, HOUR)));
    assertEquals(List.of(), names(service.jobs(JobStage.PROVISIONED, HOUR)));
  }

  @Test
  void a_job_is_told_as_it_was_asked_for_known_or_poisoned_or_not() {
    submit(1, "amseast", JobState.PROCESSING);
    reasons.add(
        new PoisonMessage(
            QueueNames.JOB_REQUESTS, clock.instant(), "hash", Optional.of("bad"), "why", 1));

    List<JobView> views = service.jobs(List.of("JOBNAME-1", "bad", "none"));

    assertEquals(
        List.of(JobStage.PROCESSING, JobStage.POISONED, JobStage.UNKNOWN),
        views.stream().map(JobView::stage).toList());
  }

  @Test
  void a_job_whose_message_was_requeued_is_poisoned_no_longer() {
    for (String text : List.of("still there", "requeued")) {
      reasons.add(
          new PoisonMessage(
              QueueNames.JOB_REQUESTS,
              clock.instant(),
              PoisonMessages.hashOf(text),
              Optional.of(text),
              "why",
              1));
    }
    when(queues.count("job-requests-poison")).thenReturn(Optional.of(1L));
    when(queues.peek("job-requests-poison"))
        .thenReturn(List.of(new OperatorQueues.Message("id", "still there", clock.instant(), 0)));

    List<JobView> views = service.jobs(List.of("still there", "requeued"));

    assertEquals(
        List.of(JobStage.POISONED, JobStage.UNKNOWN), views.stream().map(JobView::stage).toList());
  }

  private Job submit(int number, String account, JobState state) {
    Job job = Job.opened(JobRequests.request(number), clock.instant());
    return follow(jobs.insert(job.placedAt(account, clock.instant())).orElseThrow(), state);
  }

  private void resubmit(Job job, String account, JobState state) {
    Job next = job.superseded("boom", true, clock.instant()).placedAt(account, clock.instant());
    follow(jobs.replace(next).orElseThrow(), state);
  }

  private Job follow(Job job, JobState state) {
    JobOutputStatus submitted =
        JobOutputStatus.submitted(job, job.current().key(job.jobName()).orElseThrow());
    statuses.recordSubmission(submitted);
    if (state != null) {
      statuses.merge(
          new JobOutputStatusUpdate(
              submitted.key(), state, clock.instant(), Optional.empty(), Optional.empty()));
    }
    return job;
  }

  private static List<String> names(List<JobView> views) {
    return views.stream().map(JobView::jobName).toList();
  }

  private static List<String> instances(StatusSummary summary) {
    return summary.instances().stream().map(StatusSummary.InstanceCounts::instance).toList();
  }
}
