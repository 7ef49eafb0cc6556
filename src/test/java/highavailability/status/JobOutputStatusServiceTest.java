package highavailability.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import highavailability.jobs.Decision;
import highavailability.jobs.Job;
import highavailability.jobs.JobOutputStatus;
import highavailability.jobs.JobOutputStatusUpdate;
import highavailability.jobs.JobState;
import highavailability.jobs.JobVerificationRequest;
import highavailability.jobs.Json;
import highavailability.jobs.ProvisioningRequest;
import highavailability.jobs.QueueNames;
import highavailability.testing.FakeQueues.Sent;
import highavailability.testing.TestCluster;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JobOutputStatusServiceTest {
  private final TestCluster cluster = new TestCluster();

  private String event(Job job, JobState state, String correlationData) {
    String account = job.current().account().orElseThrow();
    return """
        {"topic":"%s","subject":"transforms/AdaptiveStreaming/jobs/%s","id":"1",
         "eventType":"Microsoft.Media.JobOutputStateChange","eventTime":"%s","dataVersion":"1.0",
         "data":{"previousState":"Scheduled","output":{"@odata.type":"#Microsoft.Media.JobOutputAsset",
           "assetName":"a","progress":7,"state":"%s"},"jobCorrelationData":%s}}"""
        .formatted(
            TestCluster.configuration(account).resourceId().toUpperCase(Locale.ROOT),
            job.current().serviceJobName(job.jobName()),
            cluster.clock.instant(),
            state.serviceName(),
            correlationData);
  }

  private static String correlationData(Job job) {
    return Json.write(job.current().key(job.jobName()).orElseThrow().toCorrelationData());
  }

  private JobOutputStatus status(Job job) {
    return cluster.statuses.find(job.current().key(job.jobName()).orElseThrow()).orElseThrow();
  }

  @Test
  void an_event_is_merged_into_the_row_of_its_attempt() {
    Job job = cluster.submit(1);

    cluster.status.processEvent(event(job, JobState.PROCESSING, correlationData(job)));

    assertEquals(JobState.PROCESSING, status(job).state());
    assertEquals(Optional.of(7), status(job).progress());
  }

  @Test
  void an_event_without_correlation_data_is_matched_through_the_ledger() {
    Job first = cluster.submit(1);
    Job second =
        cluster
            .ledger
            .update(first, j -> Optional.of(j.superseded("test", true, cluster.clock.instant())))
            .job();
    cluster.scheduling.resume(second, Set.of());
    Job job = cluster.job(1);

    cluster.status.processEvent(event(job, JobState.SCHEDULED, "{}"));

    assertEquals(JobState.SCHEDULED, status(job).state());
  }

  @Test
  void a_finished_attempt_decides_its_job_and_has_its_asset_provisioned() {
    Job job = cluster.submit(1);

    cluster.status.processEvent(event(job, JobState.FINISHED, correlationData(job)));

    assertInstanceOf(Decision.Finished.class, cluster.job(1).decision().orElseThrow());
    assertEquals(
        List.of("jobName-1"),
        cluster.queues.on(QueueNames.PROVISIONING_REQUESTS, ProvisioningRequest.class).stream()
            .map(ProvisioningRequest::jobName)
            .toList());
  }

  @Test
  void duplicates_and_any_order_of_events_give_the_same_row_and_one_provisioning_request() {
    Job job = cluster.submit(1);
    for (JobState state :
        List.of(JobState.FINISHED, JobState.SCHEDULED, JobState.FINISHED, JobState.PROCESSING)) {
      cluster.status.processEvent(event(job, state, correlationData(job)));
    }

    assertEquals(JobState.FINISHED, status(job).state());
    assertEquals(3, status(job).stateTimes().size());
    assertEquals(1, cluster.queues.on(QueueNames.PROVISIONING_REQUESTS).size());
  }

  @Test
  void a_superseded_attempt_that_finishes_after_all_decides_nothing() {
    Job first = cluster.submit(1);
    JobOutputStatusUpdate late = cluster.news(1, JobState.FINISHED);
    cluster.ledger.update(
        first, j -> Optional.of(j.superseded("test", true, cluster.clock.instant())));

    cluster.status.process(late);

    assertFalse(cluster.job(1).isDecided());
    assertEquals(List.of(), cluster.queues.on(QueueNames.PROVISIONING_REQUESTS));
  }

  @Test
  void an_error_has_the_attempt_verified_at_once() {
    Job job = cluster.submit(1);

    cluster.status.process(cluster.news(1, JobState.ERROR));

    Sent sent = cluster.queues.on(QueueNames.JOB_VERIFICATION_REQUESTS).get(1);
    assertEquals(Duration.ZERO, sent.visibleAfter());
    assertEquals(job.counters().check(), sent.as(JobVerificationRequest.class).check());
  }

  @Test
  void a_follow_up_that_a_crash_left_unsent_is_sent_by_the_repeat_of_the_event() {
    Job job = cluster.submit(1);
    cluster.ledger.update(job, j -> Optional.of(j.finished(cluster.clock.instant())));

    cluster.status.process(cluster.news(1, JobState.FINISHED));

    assertEquals(1, cluster.queues.on(QueueNames.PROVISIONING_REQUESTS).size());
  }

  @Test
  void events_that_can_never_be_used_are_left_alone() {
    Job job = cluster.submit(1);
    String good = event(job, JobState.FINISHED, correlationData(job));

    cluster.status.processEvent("no json");
    cluster.status.processEvent(good.replace("JobOutputStateChange", "LiveEventEncoderConnected"));
    cluster.status.processEvent(good.replace(TestCluster.EAST.toUpperCase(Locale.ROOT), "FOREIGN"));
    cluster.status.processEvent(good.replace(correlationData(job), "{}").replace("jobName-1", "x"));

    assertTrue(status(job).stateTimes().isEmpty());
    assertFalse(cluster.job(1).isDecided());
  }
}
