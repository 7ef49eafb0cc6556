package highavailability.scheduling;

import static highavailability.testing.TestCluster.EAST;
import static highavailability.testing.TestCluster.NORTH;
import static highavailability.testing.TestCluster.WEST;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import highavailability.health.HealthState;
import highavailability.jobs.AttemptKey;
import highavailability.jobs.InvalidMessageException;
import highavailability.jobs.Job;
import highavailability.jobs.JobRequest;
import highavailability.jobs.JobState;
import highavailability.jobs.JobVerificationRequest;
import highavailability.jobs.Json;
import highavailability.jobs.QueueNames;
import highavailability.mediaservices.MediaServiceCallException.Outcome;
import highavailability.mediaservices.MediaServiceInstance.NewJob;
import highavailability.testing.FakeMediaServiceInstance;
import highavailability.testing.FakeQueues.Sent;
import highavailability.testing.JobRequests;
import highavailability.testing.TestCluster;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JobSchedulingServiceTest {
  private final TestCluster cluster = new TestCluster();

  @Test
  void jobs_take_turns_over_the_healthy_instances() {
    Map<String, Long> spread =
        IntStream.rangeClosed(1, 10)
            .mapToObj(n -> cluster.submit(n).current().account().orElseThrow())
            .collect(Collectors.groupingBy(a -> a, Collectors.counting()));

    assertEquals(List.of(3L, 3L, 4L), spread.values().stream().sorted().toList());
  }

  @Test
  void the_job_carries_its_attempt_as_correlation_data() {
    Job job = cluster.submit(1);

    NewJob made = cluster.instanceOf(1).jobs().get("jobName-1");
    assertEquals("AdaptiveStreaming", made.transformName());
    assertEquals("output-1", made.outputAssetName());
    assertEquals(
        job.current().key("jobName-1"), AttemptKey.fromCorrelationData(made.correlationData()));
  }

  @Test
  void every_step_comes_before_the_one_that_depends_on_it() {
    cluster.queues.beforeNextSend(
        () -> {
          throw new IllegalStateException("killed before the verification is sent");
        });

    assertThrows(IllegalStateException.class, () -> cluster.submit(1));

    assertTrue(cluster.statuses.find(cluster.job(1).current().key("jobName-1").get()).isPresent());
    assertEquals(List.of(), cluster.instanceOf(1).calls());
  }

  @Test
  void the_delayed_verification_names_the_attempt_and_its_check() {
    Job job = cluster.submit(1);

    Sent sent = cluster.queues.on(QueueNames.JOB_VERIFICATION_REQUESTS).get(0);
    assertEquals(Duration.ofMinutes(60), sent.visibleAfter());
    assertEquals(
        new JobVerificationRequest(
            "jobName-1", 1, job.counters().check(), job.current().account().get()),
        sent.as(JobVerificationRequest.class));
  }

  @Test
  void a_redelivered_request_adopts_the_job_that_already_runs() {
    cluster.submit(1);
    cluster.submit(1);

    assertEquals(1, cluster.instanceOf(1).jobs().size());
    assertEquals(1, cluster.statuses.all().size());
    assertEquals(1, cluster.job(1).current().number());
  }

  @Test
  void a_request_whose_job_has_finished_changes_nothing() {
    cluster.submit(1);
    cluster.status.process(cluster.news(1, JobState.FINISHED));
    Job finished = cluster.job(1);
    FakeMediaServiceInstance instance = cluster.instanceOf(1);
    int calls = instance.calls().size();

    cluster.submit(1);

    assertEquals(finished, cluster.job(1));
    assertEquals(calls, instance.calls().size());
  }

  @Test
  void a_job_of_the_same_name_that_somebody_else_made_is_not_adopted() {
    for (String account : cluster.instances.accountNames()) {
      cluster
          .instances
          .get(account)
          .createJob(
              new NewJob("AdaptiveStreaming", "jobName-1", Json.tree("{}"), "theirs", Map.of()));
    }

    InvalidMessageException refusal =
        assertThrows(InvalidMessageException.class, () -> cluster.submit(1));

    assertTrue(refusal.getMessage().contains("choose another jobName"), refusal.getMessage());
  }

  @Test
  void an_instance_that_cannot_be_reached_is_replaced_within_the_attempt() {
    cluster.instances.get(EAST).fail("createOrUpdateAsset", Outcome.UNAVAILABLE, 503);

    Job job = cluster.submit(1);

    assertEquals(Optional.of(NORTH), job.current().account());
    assertEquals(1, job.current().number());
    assertEquals(
        List.of(NORTH), cluster.statuses.all().stream().map(s -> s.key().account()).toList());
  }

  @Test
  void an_instance_whose_answer_was_lost_costs_a_new_attempt_that_shares_nothing() {
    cluster.instances.get(EAST).fail("createJob", Outcome.UNKNOWN, 0);

    Job job = cluster.submit(1);

    assertEquals(2, job.current().number());
    assertEquals(Optional.of(NORTH), job.current().account());
    NewJob made = cluster.instances.get(NORTH).jobs().get("jobName-1~2");
    assertEquals("output-1~2", made.outputAssetName());
    assertEquals(Optional.of(EAST), job.earlier().get(0).account());
  }

  @Test
  void a_request_that_every_instance_refuses_is_at_fault_itself() {
    cluster
        .instances
        .accountNames()
        .forEach(a -> cluster.instances.get(a).fail("createJob", Outcome.REFUSED, 404));

    InvalidMessageException refusal =
        assertThrows(InvalidMessageException.class, () -> cluster.submit(1));

    for (String account : List.of(EAST, NORTH, WEST)) {
      assertTrue(refusal.getMessage().contains(account + " answered 404"), refusal.getMessage());
    }
    assertEquals(Optional.empty(), cluster.job(1).current().account());
    assertEquals(List.of(), cluster.statuses.all());
  }

  @Test
  void a_refused_request_can_be_sent_again_in_a_corrected_form() {
    cluster
        .instances
        .accountNames()
        .forEach(a -> cluster.instances.get(a).fail("createJob", Outcome.REFUSED, 404));
    assertThrows(InvalidMessageException.class, () -> cluster.submit(1));
    cluster.instances.accountNames().forEach(a -> cluster.instances.get(a).recover());

    JobRequest wrong = JobRequests.request(1);
    cluster.scheduling.submitJob(
        new JobRequest(
            wrong.id(), wrong.jobName(), "Other", wrong.outputAssetName(), wrong.jobInputs()));

    assertEquals("Other", cluster.instanceOf(1).jobs().get("jobName-1").transformName());
  }

  @Test
  void a_request_that_no_instance_can_take_now_is_sent_again_later() {
    cluster
        .instances
        .accountNames()
        .forEach(a -> cluster.instances.get(a).fail("createJob", Outcome.UNAVAILABLE, 503));

    cluster.submit(1);

    Sent again = cluster.queues.on(QueueNames.JOB_REQUESTS).get(0);
    assertEquals(JobRequests.request(1), again.as(JobRequest.class));
    assertTrue(again.visibleAfter().compareTo(Duration.ZERO) > 0);
  }

  @Test
  void the_delay_of_a_waiting_request_grows_until_its_patience_ends() {
    cluster.instances.accountNames().forEach(a -> cluster.health.set(a, HealthState.UNHEALTHY));
    cluster.submit(1);
    cluster.clock.advance(Duration.ofMinutes(10));
    cluster.submit(1);
    cluster.clock.advance(Duration.ofHours(24));

    InvalidMessageException end =
        assertThrows(InvalidMessageException.class, () -> cluster.submit(1));

    List<Duration> delays =
        cluster.queues.on(QueueNames.JOB_REQUESTS).stream().map(Sent::visibleAfter).toList();
    assertEquals(List.of(Duration.ofSeconds(15), Duration.ofMinutes(5)), delays);
    assertTrue(end.getMessage().contains("MaxJobRequestWaitInMinutes"), end.getMessage());
    assertEquals(Optional.empty(), cluster.job(1).waitingSince());
  }

  @Test
  void the_same_job_name_with_another_id_is_refused() {
    cluster.submit(1);
    JobRequest first = JobRequests.request(1);

    InvalidMessageException refusal =
        assertThrows(
            InvalidMessageException.class,
            () ->
                cluster.scheduling.submitJob(
                    new JobRequest(
                        "another",
                        first.jobName(),
                        first.transformName(),
                        first.outputAssetName(),
                        first.jobInputs())));

    assertTrue(refusal.getMessage().contains("'jobName'"), refusal.getMessage());
  }

  @Test
  void an_output_asset_of_another_job_is_refused_whatever_its_case() {
    cluster.submit(1);
    JobRequest second = JobRequests.request(2);

    InvalidMessageException refusal =
        assertThrows(
            InvalidMessageException.class,
            () ->
                cluster.scheduling.submitJob(
                    new JobRequest(
                        second.id(),
                        second.jobName(),
                        second.transformName(),
                        "OUTPUT-1",
                        second.jobInputs())));

    assertTrue(refusal.getMessage().contains("belongs to job 'jobName-1'"), refusal.getMessage());
    assertTrue(cluster.jobStore.find("jobName-2").isEmpty());
  }

  @Test
  void a_job_that_was_placed_elsewhere_meanwhile_is_cancelled_here() {
    FakeMediaServiceInstance east = cluster.instances.get(EAST);
    east.after(
        "createJob",
        () ->
            cluster.ledger.update(
                cluster.job(1),
                j -> Optional.of(j.superseded("by the test", cluster.clock.instant()))));

    Job job = cluster.submit(1);

    assertTrue(east.calls().contains("cancelJob jobName-1"), east.calls().toString());
    assertEquals(2, job.current().number());
    assertEquals(Optional.of(NORTH), job.current().account());
  }

  @Test
  void an_instance_that_left_the_configuration_is_replaced() {
    cluster.queues.beforeNextSend(
        () -> {
          throw new IllegalStateException("killed");
        });
    assertThrows(IllegalStateException.class, () -> cluster.submit(1));
    cluster.instances.remove(EAST);

    Job job = cluster.submit(1);

    assertEquals(Optional.of(NORTH), job.current().account());
  }
}
