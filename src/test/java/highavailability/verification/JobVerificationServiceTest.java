package highavailability.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import highavailability.jobs.Decision;
import highavailability.jobs.InvalidMessageException;
import highavailability.jobs.Job;
import highavailability.jobs.JobError;
import highavailability.jobs.JobFailedEvent;
import highavailability.jobs.JobState;
import highavailability.jobs.JobVerificationRequest;
import highavailability.jobs.QueueNames;
import highavailability.mediaservices.MediaServiceCallException;
import highavailability.mediaservices.MediaServiceCallException.Outcome;
import highavailability.testing.FakeMediaServiceInstance;
import highavailability.testing.TestCluster;
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
        cluster.job(1), j -> Optional.of(j.superseded("died after this", cluster.clock.instant())));

    cluster.verification.verifyJob(request);

    Job job = cluster.job(1);
    assertEquals(2, job.current().number());
    assertTrue(cluster.instanceOf(1).jobs().containsKey("jobName-1~2"));
  }

  @Test
  void an_instance_that_does_not_answer_is_asked_again_by_the_host() {
    cluster.submit(1);
    FakeMediaServiceInstance instance = cluster.instanceOf(1);
    instance.fail("findJob", Outcome.UNKNOWN, 0);

    assertThrows(MediaServiceCallException.class, () -> verify(1));

    assertFalse(cluster.job(1).isDecided());
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
}
