package highavailability.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import highavailability.testing.FakeJobStore;
import highavailability.testing.FakeQueues;
import highavailability.testing.JobRequests;
import highavailability.testing.SettableClock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FollowUpSenderTest {
  private static final Instant NOW = Instant.parse("2026-11-30T10:00:00Z");

  private final SettableClock clock = new SettableClock(NOW);
  private final FakeQueues queues = new FakeQueues();
  private final JobLedger ledger = new JobLedger(new FakeJobStore());
  private final FollowUpSender sender = new FollowUpSender(ledger, queues, clock);
  private final Job placed = placedJob();

  private Job placedJob() {
    Job job = ledger.open(Job.opened(JobRequests.request(1), NOW)).job();
    return ledger.update(job, j -> Optional.of(j.placedAt("amseast", NOW))).job();
  }

  private Job finished() {
    return ledger.update(placed, j -> Optional.of(j.finished(NOW))).job();
  }

  @Test
  void an_undecided_job_has_no_follow_up() {
    sender.sendMissing(placed);

    assertEquals(List.of(), queues.on(QueueNames.PROVISIONING_REQUESTS));
  }

  @Test
  void a_finished_job_has_its_asset_provisioned_once() {
    Job job = finished();
    sender.sendMissing(job);
    sender.sendMissing(job);

    ProvisioningRequest request =
        queues.on(QueueNames.PROVISIONING_REQUESTS, ProvisioningRequest.class).get(0);
    assertEquals(1, queues.on(QueueNames.PROVISIONING_REQUESTS).size());
    assertEquals("output-1", request.processedAssetName());
    assertEquals("amseast", request.processedAssetMediaServiceAccountName());
  }

  @Test
  void a_crash_before_the_mark_repeats_the_same_bytes() {
    Job job = finished();
    sender.sendMissing(job);
    // The row as it would be had the process died between the message and the mark.
    FakeQueues afterCrash = new FakeQueues();
    new FollowUpSender(new JobLedger(storeWith(job)), afterCrash, clock).sendMissing(job);

    assertEquals(
        queues.on(QueueNames.PROVISIONING_REQUESTS),
        afterCrash.on(QueueNames.PROVISIONING_REQUESTS));
  }

  @Test
  void a_message_that_could_not_be_sent_is_not_marked() {
    Job job = finished();
    queues.beforeNextSend(
        () -> {
          throw new IllegalStateException("the queue is down");
        });
    assertThrows(IllegalStateException.class, () -> sender.sendMissing(job));

    sender.sendMissing(job);

    assertEquals(1, queues.on(QueueNames.PROVISIONING_REQUESTS).size());
  }

  @Test
  void a_storm_of_repeats_sends_once() {
    Job job = finished();

    CompletableFuture<?>[] storm =
        IntStream.range(0, 16)
            .mapToObj(i -> CompletableFuture.runAsync(() -> sender.sendMissing(job)))
            .toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(storm).join();

    assertEquals(1, queues.on(QueueNames.PROVISIONING_REQUESTS).size());
  }

  @Test
  void the_completed_event_is_sent_as_it_was_decided() {
    Job job =
        ledger
            .update(
                finished(),
                j ->
                    Optional.of(
                        j.withFollowUps(j.followUps().withCompletedEvent("{\"id\":1}", Set.of()))))
            .job();

    sender.sendMissing(job);

    assertEquals("{\"id\":1}", queues.on(QueueNames.PROVISIONING_COMPLETED_EVENTS).get(0).text());
    assertTrue(
        ledger.find("jobName-1").orElseThrow().followUps().completedEventSentAt().isPresent());
  }

  @Test
  void the_failed_event_tells_of_every_attempt() {
    Job job =
        ledger
            .update(
                placed,
                j ->
                    Optional.of(
                        j.superseded("lost", true, NOW)
                            .placedAt("amswest", NOW)
                            .failed("ContentMalformed", "not a video", NOW)))
            .job();

    sender.sendMissing(job);

    JobFailedEvent event = queues.on(QueueNames.JOB_FAILED_EVENTS, JobFailedEvent.class).get(0);
    assertEquals("ContentMalformed", event.code());
    assertEquals(
        List.of(
            new JobFailedEvent.AttemptOutcome("amseast", "lost"),
            new JobFailedEvent.AttemptOutcome("amswest", "ContentMalformed: not a video")),
        event.attempts());
  }

  private static FakeJobStore storeWith(Job job) {
    FakeJobStore store = new FakeJobStore();
    store.insert(job);
    return store;
  }

  @Test
  void a_mark_does_not_land_on_a_job_that_was_reopened_meanwhile() {
    Job failed = ledger.update(placed, j -> Optional.of(j.failed("Code", "message", NOW))).job();
    queues.beforeNextSend(
        () ->
            ledger.update(
                failed, j -> Optional.of(j.reopened(JobRequests.request(1), NOW.plusSeconds(1)))));

    sender.sendMissing(failed);

    assertEquals(
        Optional.empty(), ledger.find("jobName-1").orElseThrow().followUps().failedEventSentAt());
  }
}
