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
import java.util.Set;
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
            wrong.id(), wrong.jobName(), "Other", wrong.outputAssetName(), wrong.jobInputs()),
        Optional.empty());

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
                        first.jobInputs()),
                    Optional.empty()));

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
                        second.jobInputs()),
                    Optional.empty()));

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
                j -> Optional.of(j.superseded("by the test", true, cluster.clock.instant()))));

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

  private JobRequest withInputAsset(int number, String assetName) {
    JobRequest request = JobRequests.request(number);
    return new JobRequest(
        request.id(),
        request.jobName(),
        request.transformName(),
        request.outputAssetName(),
        Json.tree(
            "{\"@odata.type\":\"#Microsoft.Media.JobInputAsset\",\"assetName\":\"%s\"}"
                .formatted(assetName)));
  }

  @Test
  void instances_that_have_the_input_asset_are_preferred() {
    cluster.instances.get(WEST).createOrUpdateAsset("input-1", Optional.empty());

    cluster.scheduling.submitJob(withInputAsset(1, "input-1"), Optional.empty());

    assertEquals(Optional.of(WEST), cluster.job(1).current().account());
    assertEquals(List.of(), cluster.copier.copies());
  }

  @Test
  void an_input_asset_travels_to_an_instance_that_lacks_it() {
    cluster.instances.get(WEST).createOrUpdateAsset("input-1", Optional.empty());
    cluster.health.set(WEST, HealthState.UNHEALTHY);

    cluster.scheduling.submitJob(withInputAsset(1, "input-1"), Optional.empty());

    assertEquals(Optional.of(EAST), cluster.job(1).current().account());
    assertEquals(List.of(WEST + " -> " + EAST), cluster.copier.copies());
    assertTrue(cluster.instances.get(EAST).jobs().containsKey("jobName-1"));
  }

  @Test
  void a_job_waits_for_the_copy_of_its_input() {
    cluster.instances.get(WEST).createOrUpdateAsset("input-1", Optional.empty());
    cluster.health.set(WEST, HealthState.UNHEALTHY);
    cluster.health.set(NORTH, HealthState.UNHEALTHY);
    cluster.copier.needLooks(EAST, 2);
    cluster.scheduling.submitJob(withInputAsset(1, "input-1"), Optional.empty());
    assertEquals(1, cluster.queues.on(QueueNames.JOB_REQUESTS).size());

    cluster.scheduling.submitJob(withInputAsset(1, "input-1"), Optional.empty());

    assertEquals(Optional.of(EAST), cluster.job(1).current().account());
  }

  @Test
  void an_answer_lost_before_the_job_was_asked_for_costs_no_attempt() {
    cluster.instances.get(EAST).fail("createOrUpdateAsset", Outcome.UNKNOWN, 0);

    assertEquals(1, cluster.submit(1).current().number());
  }

  private void failForGood(int number) {
    cluster.submit(number);
    cluster.decider.fail(cluster.job(number), 1, "ContentMalformed", "no video");
  }

  @Test
  void a_request_sent_after_its_job_has_failed_is_a_new_try() {
    failForGood(1);
    cluster.clock.advance(Duration.ofMinutes(5));

    cluster.scheduling.submitJob(JobRequests.request(1), Optional.of(cluster.clock.instant()));

    Job job = cluster.job(1);
    assertEquals(2, job.current().number());
    assertTrue(cluster.instanceOf(1).jobs().containsKey("jobName-1~2"));
    assertEquals(1, cluster.queues.on(QueueNames.JOB_FAILED_EVENTS).size());
  }

  @Test
  void an_old_repeat_of_the_request_of_a_failed_job_changes_nothing() {
    failForGood(1);
    Job failed = cluster.job(1);
    cluster.clock.advance(Duration.ofMinutes(5));

    cluster.scheduling.submitJob(
        JobRequests.request(1), Optional.of(TestCluster.START.minusSeconds(1)));
    cluster.scheduling.submitJob(JobRequests.request(1), Optional.empty());

    assertEquals(failed, cluster.job(1));
  }

  /** Otherwise one attempt number would run twice, and write into assets of the same name. */
  @Test
  void a_repeat_that_its_instance_refuses_does_not_take_a_running_attempt_away() {
    cluster.submit(1);
    Job running = cluster.job(1);
    for (String operation : List.of("createOrUpdateAsset", "createJob", "findJob")) {
      cluster.instances.get(EAST).fail(operation, Outcome.UNAVAILABLE, 429);
      cluster.submit(1);
      cluster.instances.get(EAST).recover();
    }

    assertEquals(running.current(), cluster.job(1).current());
    assertEquals(List.of(), cluster.job(1).earlier());
    assertEquals(Map.of(), cluster.instances.get(NORTH).jobs());
    assertEquals(1, cluster.statuses.all().size());
  }

  @Test
  void an_attempt_that_another_delivery_works_on_is_not_taken_back() {
    FakeMediaServiceInstance east = cluster.instances.get(EAST);
    cluster.queues.beforeNextSend(
        () -> {
          // Another delivery finds the row just placed, and creates the job.
          cluster.submit(1);
          east.fail("createJob", Outcome.UNAVAILABLE, 429);
        });

    cluster.submit(1);

    assertEquals(Optional.of(EAST), cluster.job(1).current().account());
    assertEquals(Map.of(), cluster.instances.get(NORTH).jobs());
  }

  @Test
  void an_asset_of_the_same_name_that_this_app_did_not_make_is_not_written_into() {
    cluster
        .instances
        .accountNames()
        .forEach(
            a -> cluster.instances.get(a).createOrUpdateAsset("output-1", Optional.of("theirs")));

    InvalidMessageException refusal =
        assertThrows(InvalidMessageException.class, () -> cluster.submit(1));

    assertTrue(refusal.getMessage().contains("choose another outputAssetName"));
  }

  @Test
  void a_refusal_is_no_poison_while_an_instance_that_might_take_the_job_is_away() {
    cluster.health.set(EAST, HealthState.UNHEALTHY);
    cluster.instances.get(NORTH).fail("createJob", Outcome.REFUSED, 404);
    cluster.instances.get(WEST).fail("createJob", Outcome.REFUSED, 403);

    cluster.submit(1);

    assertEquals(1, cluster.queues.on(QueueNames.JOB_REQUESTS).size());
  }

  @Test
  void the_patience_of_a_request_is_counted_over_all_its_tries() {
    cluster
        .instances
        .accountNames()
        .forEach(a -> cluster.instances.get(a).fail("createJob", Outcome.UNKNOWN, 500));
    cluster.submit(1);
    cluster.clock.advance(Duration.ofHours(25));

    assertThrows(InvalidMessageException.class, () -> cluster.submit(1));
  }

  @Test
  void a_job_that_an_instance_has_taken_waits_no_longer() {
    cluster.instances.accountNames().forEach(a -> cluster.health.set(a, HealthState.UNHEALTHY));
    cluster.submit(1);
    cluster.health.set(EAST, HealthState.HEALTHY);

    cluster.submit(1);

    assertEquals(Optional.empty(), cluster.job(1).waitingSince());
  }

  /** Untouched, the row would still let the placer take the attempt back while this one works. */
  @Test
  void a_delivery_that_loses_the_race_to_place_an_attempt_touches_it_like_any_other() {
    cluster.jobStore.beforeNextReplace(() -> cluster.submit(1));

    cluster.submit(1);

    assertEquals(3, cluster.job(1).counters().check());
    assertEquals(Set.of("jobName-1"), cluster.instanceOf(1).jobs().keySet());
    assertEquals(
        1,
        cluster.instances.accountNames().stream()
            .mapToInt(account -> cluster.instances.get(account).jobs().size())
            .sum());
  }
}
