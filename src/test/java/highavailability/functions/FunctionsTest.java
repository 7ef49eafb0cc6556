package highavailability.functions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.verifyNoMoreInteractions;

import highavailability.app.Invocations;
import highavailability.health.MediaServiceInstanceHealthService;
import highavailability.jobs.JobRequest;
import highavailability.jobs.JobVerificationRequest;
import highavailability.jobs.Json;
import highavailability.jobs.PoisonMessages;
import highavailability.jobs.ProvisioningRequest;
import highavailability.jobs.QueueLengthReport;
import highavailability.mediaservices.MediaServiceCall;
import highavailability.mediaservices.MediaServiceCallHistory;
import highavailability.provisioning.ProvisioningOrchestrator;
import highavailability.scheduling.JobSchedulingService;
import highavailability.status.JobOutputStatusService;
import highavailability.status.JobOutputStatusSyncService;
import highavailability.testing.FakeCallHistoryStore;
import highavailability.testing.FakePoisonMessageStore;
import highavailability.testing.FakeQueues;
import highavailability.testing.JobRequests;
import highavailability.testing.SettableClock;
import highavailability.verification.JobVerificationService;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Each trigger reads its message, calls its one service, and lets failure out. */
class FunctionsTest {
  private static final String ACCOUNT = "amseast";
  private static final String SENT = "\"2026-11-30T10:00:00+00:00\"";

  private static final String BAD = "no JSON";

  private final FakeQueues queues = new FakeQueues();
  private final FakeCallHistoryStore calls = new FakeCallHistoryStore();
  private final MediaServiceCallHistory history = new MediaServiceCallHistory(calls);
  private final Invocations invocations =
      new Invocations(
          new PoisonMessages(
              queues, new FakePoisonMessageStore(), new SettableClock(Instant.EPOCH)),
          history);

  @Test
  void scheduling_submits_the_job_of_the_message() {
    JobSchedulingService service = mock();
    JobRequest request = JobRequests.request(1);

    new JobSchedulingFunction(invocations, service).run(Json.write(request), 1, SENT);

    verify(service).submitJob(request, Optional.of(Instant.parse("2026-11-30T10:00:00Z")));
    verifyNoMoreInteractions(service);
  }

  @Test
  void scheduling_moves_what_it_cannot_read() {
    JobSchedulingService service = mock();

    new JobSchedulingFunction(invocations, service).run(BAD, 1, SENT);

    verifyNoInteractions(service);
    assertEquals(BAD, queues.on("job-requests-poison").get(0).text());
  }

  @Test
  void verification_looks_at_the_attempt_of_the_message() {
    JobVerificationService service = mock();
    JobVerificationRequest request = new JobVerificationRequest("jobName-1", 2, 3, ACCOUNT);

    new JobVerificationFunction(invocations, service).run(Json.write(request), 1);

    verify(service).verifyJob(request);
    verifyNoMoreInteractions(service);
  }

  @Test
  void verification_moves_what_it_cannot_read() {
    JobVerificationService service = mock();

    new JobVerificationFunction(invocations, service).run(BAD, 1);

    verifyNoInteractions(service);
    assertEquals(BAD, queues.on("job-verification-requests-poison").get(0).text());
  }

  @Test
  void provisioning_provisions_the_asset_of_the_message() {
    ProvisioningOrchestrator orchestrator = mock();
    ProvisioningRequest request =
        new ProvisioningRequest(
            "id", "jobName-1", "output-1", ACCOUNT, "locator-1", List.of("amswest"));

    new ProvisioningFunction(invocations, orchestrator).run(Json.write(request), 1);

    verify(orchestrator).provision(request);
    verifyNoMoreInteractions(orchestrator);
  }

  @Test
  void provisioning_moves_what_it_cannot_read() {
    ProvisioningOrchestrator orchestrator = mock();

    new ProvisioningFunction(invocations, orchestrator).run(BAD, 1);

    verifyNoInteractions(orchestrator);
    assertEquals(BAD, queues.on("provisioning-requests-poison").get(0).text());
  }

  @Test
  void the_number_of_deliveries_is_passed_on() {
    JobSchedulingService service = mock();
    doThrow(new IllegalStateException("out of order")).when(service).submitJob(any(), any());

    new JobSchedulingFunction(invocations, service)
        .run(Json.write(JobRequests.request(1)), 5, SENT);

    assertEquals(1, queues.on("job-requests-poison").size());
  }

  @Test
  void an_event_is_processed_as_it_came() {
    JobOutputStatusService service = mock();

    new JobOutputStatusFunction(invocations, service).run("{\"an\":\"event\"}");

    verify(service).processEvent("{\"an\":\"event\"}");
    verifyNoMoreInteractions(service);
  }

  @Test
  void an_event_that_fails_is_left_to_event_grid_to_send_again() {
    JobOutputStatusService service = mock();
    RuntimeException failure = new IllegalStateException("out of order");
    doThrow(failure).when(service).processEvent(any());

    assertSame(
        failure,
        assertThrows(
            RuntimeException.class,
            () -> new JobOutputStatusFunction(invocations, service).run("{}")));
  }

  @Test
  void the_health_timer_evaluates_every_instance_and_keeps_the_calls_that_it_made() {
    MediaServiceInstanceHealthService service = mock();
    QueueLengthReport queueLengths = mock();
    doAnswer(
            invocation -> {
              history.record(call());
              return null;
            })
        .when(service)
        .reEvaluateMediaServicesHealth();

    new InstanceHealthFunction(invocations, service, queueLengths).run("{}");

    verify(service).reEvaluateMediaServicesHealth();
    verifyNoMoreInteractions(service);
    verify(queueLengths).log();
    assertEquals(1, calls.list(ACCOUNT, Instant.EPOCH, Instant.EPOCH).size());
  }

  @Test
  void queues_are_reported_even_when_the_evaluation_fails() {
    MediaServiceInstanceHealthService service = mock();
    QueueLengthReport queueLengths = mock();
    doThrow(new IllegalStateException("out of order"))
        .when(service)
        .reEvaluateMediaServicesHealth();

    assertThrows(
        IllegalStateException.class,
        () -> new InstanceHealthFunction(invocations, service, queueLengths).run("{}"));

    verify(queueLengths).log();
  }

  @Test
  void the_sync_timer_refreshes_what_is_stale_and_keeps_the_calls_that_it_made() {
    JobOutputStatusSyncService service = mock();
    doAnswer(
            invocation -> {
              history.record(call());
              return null;
            })
        .when(service)
        .syncJobOutputStatus();

    new JobOutputStatusSyncFunction(invocations, service).run("{}");

    verify(service).syncJobOutputStatus();
    verifyNoMoreInteractions(service);
    assertTrue(!calls.list(ACCOUNT, Instant.EPOCH, Instant.EPOCH).isEmpty());
  }

  private static MediaServiceCall call() {
    return new MediaServiceCall(
        ACCOUNT, Instant.EPOCH, Duration.ZERO, "GET", "transforms/jobs", OptionalInt.of(200));
  }
}
