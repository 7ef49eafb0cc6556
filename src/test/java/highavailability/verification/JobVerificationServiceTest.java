package highavailability.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import highavailability.health.HealthState;
import highavailability.jobs.AttemptKey;
import highavailability.jobs.Decision;
import highavailability.jobs.InvalidMessageException;
import highavailability.jobs.Job;
import highavailability.jobs.JobError;
import highavailability.jobs.JobFailedEvent;
import highavailability.jobs.JobOutputStatusUpdate;
import highavailability.jobs.JobState;
import highavailability.jobs.JobVerificationRequest;
import highavailability.jobs.QueueNames;
import highavailability.mediaservices.MediaServiceCallException.Outcome;
import highavailability.testing.FakeMediaServiceInstance;
import highavailability.testing.FakeQueues;
import highavailability.testing.TestCluster;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JobVerificationServiceTest {
  private final TestCluster cluster = new TestCluster();

  private JobVerificationRequest verificationOf(int number) {
    Job job = cluster.job(number);
    return new JobVerificationRequest(
        job.jobName(),
        job.current().number(),
        job.counters().check(),
        job.current().account().orElseThrow());
  }

  private void verify(int number) {
    cluster.verification.verifyJob(verificationOf(number));
  }

  @Test
  void a_finished_job_is_deleted_at_its_instance_once() {
    cluster.submit(1);
    JobVerificationRequest request = verificationOf(1);
    cluster.status.process(cluster.news(1, JobState.FINISHED));

    cluster.verification.verifyJob(request);
    cluster.verification.verifyJob(request);

    assertTrue(cluster.instanceOf(1).jobs().isEmpty());
    assertEquals(
        1, cluster.instanceOf(1).calls().stream().filter(c -> c.startsWith("deleteJob")).count());
  }

  @Test
  void a_lost_event_is_made_up_for_by_asking_the_instance() {
    cluster.submit(1);
    cluster.instanceOf(1).setState("jobName-1", JobState.FINISHED, null);

    verify(1);

    assertInstanceOf(Decision.Finished.class, cluster.job(1).decision().orElseThrow());
    assertEquals(1, cluster.queues.on(QueueNames.PROVISIONING_REQUESTS).size());
    assertTrue(cluster.instanceOf(1).jobs().isEmpty());
  }

  @Test
  void a_job_that_still_runs_is_looked_at_again() {
    cluster.submit(1);
    JobVerificationRequest first = verificationOf(1);
    cluster.instanceOf(1).setState("jobName-1", JobState.PROCESSING, null);

    cluster.verification.verifyJob(first);

    List<JobVerificationRequest> sent =
        cluster.queues.on(QueueNames.JOB_VERIFICATION_REQUESTS, JobVerificationRequest.class);
    assertEquals(first.check() + 1, sent.get(1).check());
    assertEquals(first.check() + 1, cluster.job(1).counters().check());
  }

  @Test
  void a_repeat_of_an_older_look_is_dropped() {
    cluster.submit(1);
    JobVerificationRequest first = verificationOf(1);
    cluster.verification.verifyJob(first);
    int calls = cluster.instanceOf(1).calls().size();

    cluster.verification.verifyJob(first);

    assertEquals(calls, cluster.instanceOf(1).calls().size());
    assertEquals(2, cluster.queues.on(QueueNames.JOB_VERIFICATION_REQUESTS).size());
  }

  @Test
  void a_job_that_failed_for_a_system_reason_is_submitted_to_another_instance() {
    cluster.submit(1);
    String failedAt = cluster.instanceOf(1).accountName();
    cluster
        .instanceOf(1)
        .setState(
            "jobName-1",
            JobState.ERROR,
            new JobError("ServiceError", "Service", "the encoder broke", true));

    verify(1);

    Job job = cluster.job(1);
    assertEquals(2, job.current().number());
    assertFalse(job.current().account().orElseThrow().equals(failedAt));
    assertTrue(cluster.instanceOf(1).jobs().containsKey("jobName-1~2"));
    assertEquals("ServiceError: the encoder broke", job.earlier().get(0).outcome().orElseThrow());
  }

  @Test
  void a_job_that_its_instance_lost_is_submitted_again() {
    cluster.submit(1);
    cluster.instanceOf(1).deleteJob("AdaptiveStreaming", "jobName-1");

    verify(1);

    assertEquals(2, cluster.job(1).current().number());
  }

  @Test
  void a_job_that_failed_for_the_users_own_fault_is_decided_failed_and_announced() {
    cluster.submit(1);
    cluster
        .instanceOf(1)
        .setState(
            "jobName-1",
            JobState.ERROR,
            new JobError("ContentMalformed", "Content", "this is no video", false));

    verify(1);

    assertInstanceOf(Decision.Failed.class, cluster.job(1).decision().orElseThrow());
    JobFailedEvent event =
        cluster.queues.on(QueueNames.JOB_FAILED_EVENTS, JobFailedEvent.class).get(0);
    assertEquals("ContentMalformed", event.code());
  }

  @Test
  void the_number_of_resubmissions_is_limited() {
    cluster.submit(1);
    for (int attempt = 1; attempt <= 3; attempt++) {
      String name = cluster.job(1).current().serviceJobName("jobName-1");
      cluster
          .instanceOf(1)
          .setState(name, JobState.ERROR, new JobError("ServiceError", "Service", "broken", true));
      verify(1);
    }

    assertEquals(3, cluster.job(1).current().number());
    assertInstanceOf(Decision.Failed.class, cluster.job(1).decision().orElseThrow());
  }

  @Test
  void a_resubmission_that_died_half_way_is_completed_by_the_repeat_of_its_message() {
    cluster.submit(1);
    JobVerificationRequest request = verificationOf(1);
    cluster.ledger.update(
        cluster.job(1),
        j -> Optional.of(j.superseded("died after this", true, cluster.clock.instant())));

    cluster.verification.verifyJob(request);

    Job job = cluster.job(1);
    assertEquals(2, job.current().number());
    assertTrue(cluster.instanceOf(1).jobs().containsKey("jobName-1~2"));
  }

  @Test
  void
      an_instance_that_does_not_answer_and_is_not_judged_yet_is_waited_for_without_being_counted() {
    cluster.submit(1);
    FakeMediaServiceInstance instance = cluster.instanceOf(1);
    instance.fail("findJob", Outcome.UNKNOWN, 0);

    verify(1);

    assertEquals(1, cluster.job(1).current().number());
    assertEquals(0, cluster.job(1).counters().verifications());
    assertEquals(2, cluster.queues.on(QueueNames.JOB_VERIFICATION_REQUESTS).size());
  }

  @Test
  void a_job_at_an_unhealthy_instance_that_does_not_answer_is_moved_and_its_leftovers_removed() {
    cluster.submit(1);
    FakeMediaServiceInstance dead = cluster.instanceOf(1);
    dead.fail("findJob", Outcome.UNAVAILABLE, 0);
    cluster.health.set(dead.accountName(), HealthState.UNHEALTHY);

    verify(1);

    Job job = cluster.job(1);
    assertEquals(2, job.current().number());
    assertEquals(0, job.counters().resubmissions());
    dead.recover();
    cluster.verification.verifyJob(
        new JobVerificationRequest("jobName-1", 1, 1, dead.accountName()));
    assertTrue(dead.jobs().isEmpty());
    assertTrue(dead.assets().isEmpty());
    assertTrue(cluster.instanceOf(1).jobs().containsKey("jobName-1~2"));
  }

  @Test
  void a_job_at_an_instance_that_has_been_silent_for_long_is_moved_before_it_is_judged() {
    cluster.submit(1);
    cluster.instanceOf(1).fail("findJob", Outcome.UNAVAILABLE, 0);
    cluster.instanceOf(1).setNotAnsweringFor(Duration.ofMinutes(2));

    verify(1);

    assertEquals(2, cluster.job(1).current().number());
  }

  @Test
  void leftovers_at_an_instance_that_is_still_away_are_removed_later() {
    cluster.submit(1);
    FakeMediaServiceInstance dead = cluster.instanceOf(1);
    dead.fail("findJob", Outcome.UNAVAILABLE, 0);
    dead.fail("cancelJob", Outcome.UNAVAILABLE, 0);
    cluster.health.set(dead.accountName(), HealthState.UNHEALTHY);
    verify(1);
    int sent = cluster.queues.on(QueueNames.JOB_VERIFICATION_REQUESTS).size();

    cluster.verification.verifyJob(
        new JobVerificationRequest("jobName-1", 1, 1, dead.accountName()));

    assertTrue(cluster.queues.on(QueueNames.JOB_VERIFICATION_REQUESTS).size() > sent);
  }

  @Test
  void an_asset_that_this_app_did_not_make_is_left_alone() {
    cluster.submit(1);
    FakeMediaServiceInstance first = cluster.instanceOf(1);
    first.deleteAsset("output-1");
    first.createOrUpdateAsset("output-1", Optional.of("theirs"));
    cluster.ledger.update(
        cluster.job(1), j -> Optional.of(j.superseded("test", true, cluster.clock.instant())));

    cluster.verification.verifyJob(
        new JobVerificationRequest("jobName-1", 1, 1, first.accountName()));

    assertTrue(first.assets().containsKey("output-1"));
  }

  @Test
  void a_stuck_job_is_looked_at_with_growing_delays_and_then_moved() {
    cluster.submit(1);
    String stuckAt = cluster.instanceOf(1).accountName();
    cluster.instanceOf(1).setState("jobName-1", JobState.PROCESSING, null);
    cluster.clock.advance(Duration.ofMinutes(61));
    for (int look = 1; look <= 3; look++) {
      verify(1);
      assertEquals(look, cluster.job(1).counters().verifications());
      cluster.clock.advance(Duration.ofMinutes(60 * look));
    }

    verify(1);

    assertEquals(
        List.of(
            Duration.ofMinutes(60),
            Duration.ofMinutes(60),
            Duration.ofMinutes(120),
            Duration.ofMinutes(180)),
        cluster.queues.on(QueueNames.JOB_VERIFICATION_REQUESTS).stream()
            .limit(4)
            .map(FakeQueues.Sent::visibleAfter)
            .toList());
    assertEquals(2, cluster.job(1).current().number());
    assertFalse(cluster.instanceOf(1).accountName().equals(stuckAt));
    assertEquals(0, cluster.job(1).counters().verifications());
  }

  @Test
  void a_transform_that_goes_on_when_outputs_fail_is_not_tried_again() {
    cluster.submit(1);
    cluster.instanceOf(1).setContinuesOnError();
    cluster
        .instanceOf(1)
        .setState("jobName-1", JobState.ERROR, new JobError("ServiceError", "Service", "x", true));

    verify(1);

    assertInstanceOf(Decision.Failed.class, cluster.job(1).decision().orElseThrow());
  }

  @Test
  void a_cancelled_job_is_decided_failed() {
    cluster.submit(1);
    cluster.instanceOf(1).setState("jobName-1", JobState.CANCELED, null);

    verify(1);

    JobFailedEvent event =
        cluster.queues.on(QueueNames.JOB_FAILED_EVENTS, JobFailedEvent.class).get(0);
    assertEquals("Canceled", event.code());
  }

  @Test
  void a_finished_job_whose_instance_is_away_is_removed_there_later() {
    cluster.submit(1);
    cluster.status.process(cluster.news(1, JobState.FINISHED));
    cluster.instanceOf(1).fail("deleteJob", Outcome.UNAVAILABLE, 0);
    JobVerificationRequest request = verificationOf(1);
    cluster.verification.verifyJob(request);
    assertTrue(cluster.job(1).followUps().cleanedUpAt().isEmpty());
    cluster.instanceOf(1).recover();

    cluster.verification.verifyJob(request);

    assertTrue(cluster.job(1).followUps().cleanedUpAt().isPresent());
    assertTrue(cluster.instanceOf(1).jobs().isEmpty());
  }

  @Test
  void an_unknown_job_is_refused() {
    InvalidMessageException refusal =
        assertThrows(
            InvalidMessageException.class,
            () ->
                cluster.verification.verifyJob(
                    new JobVerificationRequest("nobody", 1, 1, TestCluster.EAST)));

    assertTrue(refusal.getMessage().contains("'nobody'"));
  }

  @Test
  void looks_that_come_early_do_not_count_against_a_stuck_job() {
    cluster.submit(1);
    cluster.instanceOf(1).setState("jobName-1", JobState.PROCESSING, null);
    cluster.clock.advance(Duration.ofMinutes(61));
    for (int evaluation = 1; evaluation <= 5; evaluation++) {
      verify(1);
      cluster.clock.advance(Duration.ofMinutes(10));
    }

    assertEquals(1, cluster.job(1).counters().verifications());
    assertEquals(1, cluster.job(1).current().number());
  }

  @Test
  void an_error_that_arrives_during_a_look_is_not_dropped_with_its_check() {
    cluster.submit(1);
    JobVerificationRequest early = verificationOf(1);
    cluster.verification.verifyJob(early);
    cluster.statuses.merge(
        new JobOutputStatusUpdate(
            cluster.job(1).current().key("jobName-1").orElseThrow(),
            JobState.ERROR,
            cluster.clock.instant(),
            Optional.empty(),
            Optional.of(new JobError("ServiceError", "Service", "broken", true))));

    cluster.verification.verifyJob(early);

    assertEquals(2, cluster.job(1).current().number());
  }

  @Test
  void an_attempt_whose_leftovers_are_removed_says_nothing_of_its_instance_any_more() {
    cluster.submit(1);
    String first = cluster.instanceOf(1).accountName();
    AttemptKey key = cluster.job(1).current().key("jobName-1").orElseThrow();
    cluster.ledger.update(
        cluster.job(1), j -> Optional.of(j.superseded("test", false, cluster.clock.instant())));

    cluster.verification.verifyJob(new JobVerificationRequest("jobName-1", 1, 1, first));

    assertEquals(JobState.CANCELED, cluster.statuses.find(key).orElseThrow().state());
  }
}
