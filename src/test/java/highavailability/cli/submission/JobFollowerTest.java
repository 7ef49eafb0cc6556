package highavailability.cli.submission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import highavailability.cli.command.CommandFailedException;
import highavailability.cli.jobviews.JobStage;
import highavailability.cli.jobviews.JobView;
import highavailability.cli.jobviews.JobViews;
import highavailability.cli.jobviews.PoisonedJobs;
import highavailability.jobs.FollowUps;
import highavailability.jobs.Job;
import highavailability.jobs.PoisonMessage;
import highavailability.jobs.QueueNames;
import highavailability.jobs.SideBySide;
import highavailability.testing.FakeJobOutputStatusStore;
import highavailability.testing.FakeJobStore;
import highavailability.testing.FakePoisonMessageStore;
import highavailability.testing.JobRequests;
import highavailability.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JobFollowerTest {
  private static final Instant START = Instant.parse("2031-05-01T10:00:00Z");
  private static final Duration LONG = Duration.ofMinutes(1);

  private final SettableClock clock = new SettableClock(START);
  private final FakeJobStore jobs = new FakeJobStore();
  private final FakePoisonMessageStore reasons = new FakePoisonMessageStore();
  private final Map<Integer, Runnable> happenings = new HashMap<>();
  private final List<String> shown = new ArrayList<>();
  private int seconds;
  private final JobFollower follower =
      new JobFollower(
          new JobViews(
              jobs,
              new FakeJobOutputStatusStore(clock),
              List.of("amseast"),
              new SideBySide(Runnable::run)),
          new PoisonedJobs(reasons),
          clock,
          this::pass,
          views -> shown.add(String.join("; ", FollowedJobs.lines(views))));

  @Test
  void jobs_are_followed_until_all_are_provisioned() {
    List<String> names = List.of("jobName-1", "jobName-2");
    JobFollower.Before before = follower.before(names);
    at(2, () -> provision(1));
    at(5, () -> provision(2));

    JobFollower.Result result = follower.follow(names, before, LONG);

    assertTrue(result.isWell());
    assertEquals(5, seconds);
    assertEquals("jobName-1  Requested; jobName-2  Requested", shown.get(0));
    assertEquals(
        "jobName-1  Provisioned  attempt 1 at amseast; jobName-2  Requested", shown.get(2));
  }

  @Test
  void a_job_that_fails_ends_it_badly() {
    JobFollower.Before before = follower.before(List.of("jobName-1"));
    at(1, () -> fail(1));

    JobFollower.Result result = follower.follow(List.of("jobName-1"), before, LONG);

    assertFalse(result.isWell());
    assertEquals(JobStage.FAILED, result.jobs().get(0).stage());
    assertFalse(result.timedOut());
  }

  @Test
  void an_old_failure_is_no_answer_to_a_new_request() {
    fail(1);
    JobFollower.Before before = follower.before(List.of("jobName-1"));
    at(
        3,
        () -> {
          Job job = jobs.find("jobName-1").orElseThrow();
          jobs.replace(
              job.reopened(JobRequests.request(1), clock.instant())
                  .placedAt("amseast", clock.instant()));
        });
    at(4, () -> provision(jobs.find("jobName-1").orElseThrow()));

    JobFollower.Result result = follower.follow(List.of("jobName-1"), before, LONG);

    assertTrue(result.isWell());
    assertEquals("jobName-1  Requested", shown.get(0));
  }

  @Test
  void a_poisoned_request_ends_it_with_the_reason_and_an_old_one_does_not() {
    reasons.add(poison("JOBNAME-1", "an old reason"));
    JobFollower.Before before = follower.before(List.of("jobName-1"));
    at(10, () -> reasons.add(poison("jobname-1", "no such transform")));

    JobFollower.Result result = follower.follow(List.of("jobName-1"), before, LONG);

    assertFalse(result.isWell());
    assertEquals(JobStage.POISONED, result.jobs().get(0).stage());
    assertEquals(
        new JobView.Trouble("job-requests-poison", "no such transform"),
        result.jobs().get(0).trouble().orElseThrow());
    assertTrue(seconds >= 10 && seconds <= 12, "after " + seconds + " s");
  }

  @Test
  void it_ends_when_time_is_up() {
    JobFollower.Before before = follower.before(List.of("jobName-1"));

    JobFollower.Result result =
        follower.follow(List.of("jobName-1"), before, Duration.ofSeconds(7));

    assertTrue(result.timedOut());
    assertFalse(result.isWell());
    assertEquals(7, seconds);
  }

  @Test
  void it_ends_when_interrupted() {
    JobFollower.Before before = follower.before(List.of("jobName-1"));
    at(2, () -> Thread.currentThread().interrupt());

    CommandFailedException end =
        assertThrows(
            CommandFailedException.class,
            () -> follower.follow(List.of("jobName-1"), before, LONG));

    assertTrue(Thread.interrupted());
    assertTrue(end.getMessage().startsWith("interrupted"), end.getMessage());
  }

  @Test
  void many_jobs_are_shown_by_their_numbers() {
    List<JobView> many = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      many.add(JobView.absent("job-" + i, i < 10 ? JobStage.QUEUED : JobStage.REQUESTED));
    }
    assertEquals(List.of("30 jobs: 20 Requested, 10 Queued"), FollowedJobs.lines(many));
  }

  private void at(int second, Runnable happening) {
    happenings.put(second, happening);
  }

  private void pass(Duration duration) {
    clock.advance(duration);
    seconds += (int) duration.toSeconds();
    Optional.ofNullable(happenings.remove(seconds)).ifPresent(Runnable::run);
  }

  private Job placed(int number) {
    return jobs.insert(
            Job.opened(JobRequests.request(number), clock.instant())
                .placedAt("amseast", clock.instant()))
        .orElseThrow();
  }

  private void provision(int number) {
    provision(placed(number));
  }

  private void provision(Job job) {
    Optional<Instant> now = Optional.of(clock.instant());
    jobs.replace(
        job.finished(clock.instant())
            .withFollowUps(
                new FollowUps(
                    now,
                    Optional.empty(),
                    now,
                    Set.of(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty())));
  }

  private void fail(int number) {
    jobs.replace(placed(number).failed("Boom", "it broke", clock.instant()));
  }

  private PoisonMessage poison(String jobName, String reason) {
    return new PoisonMessage(
        QueueNames.JOB_REQUESTS, clock.instant(), "hash", Optional.of(jobName), reason, 1);
  }
}
