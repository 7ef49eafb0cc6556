package highavailability.health;

import static highavailability.testing.TestCluster.EAST;
import static highavailability.testing.TestCluster.NORTH;
import static highavailability.testing.TestCluster.WEST;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import highavailability.jobs.AttemptKey;
import highavailability.jobs.JobError;
import highavailability.jobs.JobOutputStatus;
import highavailability.jobs.JobOutputStatusUpdate;
import highavailability.jobs.JobState;
import highavailability.jobs.JobVerificationRequest;
import highavailability.jobs.QueueNames;
import highavailability.mediaservices.MediaServiceCallException.Outcome;
import highavailability.testing.LogEvents;
import highavailability.testing.TestCluster;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MediaServiceInstanceHealthServiceTest {
  private static final JobError SYSTEM = new JobError("ServiceError", "Service", "broken", true);
  private static final JobError USER = new JobError("ContentMalformed", "Content", "bad", false);

  private final TestCluster cluster = new TestCluster();
  private int jobs;

  private void jobs(int count, JobState state, JobError error, Duration age) {
    for (int i = 0; i < count; i++) {
      Instant submitted = cluster.clock.instant().minus(age);
      AttemptKey key = AttemptKey.of(EAST, submitted, "job-" + ++jobs, 1);
      cluster.statuses.recordSubmission(
          new JobOutputStatus(
              key,
              "AdaptiveStreaming",
              key.jobName(),
              "asset",
              submitted,
              Map.of(),
              Optional.empty(),
              Optional.empty(),
              submitted));
      cluster.statuses.merge(
          new JobOutputStatusUpdate(
              key, state, submitted, Optional.empty(), Optional.ofNullable(error)));
    }
  }

  private HealthState evaluated() {
    cluster.healthService.reEvaluateMediaServicesHealth();
    return cluster.health.find(EAST).state();
  }

  @ParameterizedTest
  @CsvSource({"9,1,HEALTHY", "89,11,DEGRADED", "71,29,DEGRADED", "7,3,UNHEALTHY", "0,10,UNHEALTHY"})
  void the_rate_of_finished_jobs_decides(int finished, int failed, HealthState state) {
    jobs(finished, JobState.FINISHED, null, Duration.ofHours(1));
    jobs(failed, JobState.ERROR, SYSTEM, Duration.ofHours(1));

    assertEquals(state, evaluated());
  }

  @Test
  void the_lower_of_both_rates_counts() {
    jobs(10, JobState.FINISHED, null, Duration.ofHours(1));
    cluster.calls.add(EAST, 200, 5, cluster.clock.instant());
    cluster.calls.add(EAST, 503, 5, cluster.clock.instant());

    assertEquals(HealthState.UNHEALTHY, evaluated());
  }

  @Test
  void a_call_without_an_answer_counts_like_a_5xx_and_a_4xx_does_not() {
    cluster.calls.add(EAST, 0, 10, cluster.clock.instant());
    cluster.calls.add(NORTH, 404, 10, cluster.clock.instant());

    assertEquals(HealthState.UNHEALTHY, evaluated());
    assertEquals(HealthState.HEALTHY, cluster.health.find(NORTH).state());
  }

  @Test
  void a_failure_of_the_users_own_does_not_count_against_the_instance() {
    jobs(10, JobState.ERROR, USER, Duration.ofHours(1));

    assertEquals(HealthState.HEALTHY, evaluated());
  }

  @Test
  void cancelled_jobs_are_left_out() {
    jobs(5, JobState.FINISHED, null, Duration.ofHours(1));
    jobs(50, JobState.CANCELED, null, Duration.ofHours(1));
    jobs(5, JobState.ERROR, SYSTEM, Duration.ofHours(1));

    assertEquals(HealthState.UNHEALTHY, evaluated());
  }

  @Test
  void a_silent_job_counts_as_stuck_by_the_time_since_its_submission() {
    jobs(10, JobState.PROCESSING, null, Duration.ofMinutes(61));

    assertEquals(HealthState.UNHEALTHY, evaluated());
  }

  @Test
  void a_job_that_waits_too_long_in_scheduled_counts_as_stuck() {
    jobs(10, JobState.SCHEDULED, null, Duration.ofMinutes(31));

    assertEquals(HealthState.UNHEALTHY, evaluated());
  }

  @Test
  void jobs_within_their_time_speak_for_the_instance() {
    jobs(10, JobState.PROCESSING, null, Duration.ofMinutes(59));

    assertEquals(HealthState.HEALTHY, evaluated());
  }

  @Test
  void too_few_samples_say_nothing() {
    jobs(4, JobState.ERROR, SYSTEM, Duration.ofHours(1));
    cluster.calls.add(EAST, 500, 4, cluster.clock.instant());

    assertEquals(HealthState.HEALTHY, evaluated());
  }

  @Test
  void what_is_older_than_the_window_does_not_count() {
    jobs(10, JobState.ERROR, SYSTEM, Duration.ofHours(7));

    assertEquals(HealthState.HEALTHY, evaluated());
  }

  @Test
  void an_evaluation_does_not_undo_what_an_operator_has_set() {
    cluster.health.mergeEnabled(EAST, false);

    evaluated();

    assertFalse(cluster.health.find(EAST).enabled());
  }

  private void failingCalls() {
    cluster.calls.add(EAST, 503, 10, cluster.clock.instant());
    assertEquals(HealthState.UNHEALTHY, evaluated());
  }

  @Test
  void an_instance_recovers_when_every_signal_of_the_recovery_period_is_good() {
    failingCalls();
    cluster.clock.advance(Duration.ofMinutes(20));
    cluster.calls.add(EAST, 200, 3, cluster.clock.instant());
    assertEquals(HealthState.UNHEALTHY, evaluated());
    cluster.clock.advance(Duration.ofMinutes(11));

    assertEquals(HealthState.HEALTHY, evaluated());
    assertTrue(cluster.health.find(EAST).reason().startsWith("recovered: "));
  }

  @Test
  void one_bad_signal_of_late_keeps_an_instance_from_recovering() {
    failingCalls();
    cluster.clock.advance(Duration.ofMinutes(31));
    cluster.calls.add(EAST, 200, 3, cluster.clock.instant());
    cluster.calls.add(EAST, 500, 1, cluster.clock.instant());

    assertEquals(HealthState.UNHEALTHY, evaluated());
  }

  @Test
  void silence_is_no_recovery() {
    failingCalls();
    cluster.clock.advance(Duration.ofMinutes(31));

    assertEquals(HealthState.UNHEALTHY, evaluated());
  }

  @Test
  void an_instance_in_trouble_is_probed_and_a_healthy_one_is_not() {
    failingCalls();
    evaluated();

    assertTrue(cluster.instances.get(EAST).calls().contains("probe " + EAST));
    assertFalse(cluster.instances.get(NORTH).calls().contains("probe " + NORTH));
  }

  @Test
  void the_undecided_attempts_of_an_unhealthy_instance_are_verified_at_once() {
    cluster.submit(1);
    cluster.submit(2);
    failingCalls();

    List<JobVerificationRequest> sent =
        cluster.queues.on(QueueNames.JOB_VERIFICATION_REQUESTS).stream()
            .filter(m -> m.visibleAfter().isZero())
            .map(m -> m.as(JobVerificationRequest.class))
            .toList();
    assertEquals(
        List.of(
            new JobVerificationRequest("jobName-1", 1, cluster.job(1).counters().check(), EAST)),
        sent);
  }

  @Test
  void the_undecided_attempts_of_a_silent_instance_are_verified_before_it_is_judged() {
    cluster.submit(1);
    cluster.instances.get(EAST).setNotAnsweringFor(Duration.ofSeconds(30));

    assertEquals(HealthState.HEALTHY, evaluated());

    assertEquals(2, cluster.queues.on(QueueNames.JOB_VERIFICATION_REQUESTS).size());
  }

  @Test
  void an_instance_that_fails_its_evaluation_does_not_stop_the_others() {
    cluster.calls.add(NORTH, 0, 10, cluster.clock.instant());
    cluster.instances.get(EAST).setNotAnsweringFor(Duration.ofSeconds(30));
    cluster.instances.get(EAST).fail("probe", Outcome.UNAVAILABLE, 0);

    evaluated();

    assertEquals(HealthState.UNHEALTHY, cluster.health.find(NORTH).state());
  }

  @Test
  void an_error_tells_when_no_instance_is_left_for_new_jobs() {
    try (LogEvents log =
        LogEvents.with(
            MediaServiceInstanceHealthService.NO_USABLE_INSTANCE,
            MediaServiceInstanceHealthService.class)) {
      for (String account : List.of(EAST, NORTH)) {
        cluster.calls.add(account, 0, 10, cluster.clock.instant());
      }
      evaluated();
      assertEquals(List.of(), log.all());
      cluster.calls.add(WEST, 0, 10, cluster.clock.instant());

      evaluated();
      evaluated();

      assertEquals(List.of(Level.ERROR, Level.ERROR), log.levels());
    }
  }
}
