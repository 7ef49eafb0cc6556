package highavailability.mediaservices;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.azure.core.exception.ClientAuthenticationException;
import com.azure.core.http.HttpHeaderName;
import com.fasterxml.jackson.databind.JsonNode;
import highavailability.jobs.Json;
import highavailability.mediaservices.MediaServiceCallException.Outcome;
import highavailability.mediaservices.MediaServiceInstance.JobCreation;
import highavailability.mediaservices.MediaServiceInstance.NewJob;
import highavailability.mediaservices.StubHttpClient.Answer;
import highavailability.mediaservices.StubHttpClient.Sent;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

class MediaServicesPipelineTest {
  private static final Answer BUSY = Answer.error(503, "ServerBusy", "Come back later.");
  private static final Answer BROKEN = Answer.error(500, "InternalServerError", "Oops.");
  private static final Answer ASSET =
      Answer.of(200, "{\"name\":\"asset-1\",\"properties\":{\"container\":\"asset-c1\"}}");
  private static final Answer JOB = Answer.of(201, "{\"name\":\"job-1\",\"properties\":{}}");

  private final InstanceBuilder builder = new InstanceBuilder();

  @Test
  void a_passing_fault_is_tried_once_more_and_both_tries_are_recorded() {
    StubHttpClient http = StubHttpClient.answering(BUSY, ASSET);
    MediaServiceInstance instance = builder.httpClient(http).build();

    assertEquals("asset-c1", instance.findAsset("asset-1").orElseThrow().container());

    assertEquals(
        List.of(OptionalInt.of(503), OptionalInt.of(200)),
        builder.calls.stream().map(MediaServiceCall::status).toList());
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 500, 502, 503, 504})
  void a_fault_that_does_not_pass_is_tried_twice_and_no_more(int status) {
    StubHttpClient http = StubHttpClient.answering(Answer.error(status, "Fault", "No."));
    MediaServiceInstance instance = builder.httpClient(http).build();

    assertThrows(MediaServiceCallException.class, () -> instance.findAsset("asset-1"));

    assertEquals(2, http.sent().size());
  }

  @Test
  void an_answer_that_asks_to_wait_long_is_not_waited_for() {
    StubHttpClient http =
        StubHttpClient.answering(
            Answer.error(429, "TooManyRequests", "Slow down.")
                .with(HttpHeaderName.RETRY_AFTER, "3600"));
    MediaServiceInstance instance = builder.httpClient(http).build();

    MediaServiceCallException e =
        assertTimeout(
            Duration.ofSeconds(5),
            () ->
                assertThrows(MediaServiceCallException.class, () -> instance.findAsset("asset-1")));

    assertAll(
        () -> assertEquals(Outcome.UNAVAILABLE, e.outcome()),
        () -> assertEquals(1, http.sent().size()));
  }

  @Test
  void an_answer_that_asks_to_wait_a_moment_is_waited_for() {
    StubHttpClient http =
        StubHttpClient.answering(BUSY.with(HttpHeaderName.RETRY_AFTER, "0"), ASSET);

    assertTrue(builder.httpClient(http).build().findAsset("asset-1").isPresent());
  }

  @Test
  void a_refused_connection_is_recorded_as_unanswered_and_unavailable() {
    MediaServiceInstance instance = failing(new ConnectException("Connection refused"));

    MediaServiceCallException e =
        assertThrows(MediaServiceCallException.class, () -> instance.createJob(job()));

    assertAll(
        () -> assertEquals(Outcome.UNAVAILABLE, e.outcome()),
        () -> assertEquals(OptionalInt.empty(), e.status()),
        () -> assertEquals(2, builder.calls.size()),
        () -> assertFalse(builder.calls.get(0).succeeded()),
        () -> assertEquals(OptionalInt.empty(), builder.calls.get(1).status()));
  }

  @Test
  void a_try_that_used_up_its_timeout_is_not_repeated_and_its_outcome_is_unknown() {
    MediaServiceInstance instance = failing(new HttpTimeoutException("request timed out"));

    MediaServiceCallException e =
        assertThrows(MediaServiceCallException.class, () -> instance.createJob(job()));

    assertAll(
        () -> assertEquals(Outcome.UNKNOWN, e.outcome()),
        () -> assertEquals(1, builder.calls.size()));
  }

  @Test
  void a_call_that_never_ends_is_given_up_and_recorded() {
    MediaServiceInstance instance =
        builder
            .limits(
                new MediaServiceCallLimits(
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(60),
                    Duration.ofMillis(50),
                    Duration.ofMillis(1),
                    Duration.ofSeconds(1)))
            .httpClient(new StubHttpClient(request -> Mono.never()))
            .build();

    MediaServiceCallException e =
        assertThrows(MediaServiceCallException.class, () -> instance.createJob(job()));

    assertAll(
        () -> assertEquals(Outcome.UNKNOWN, e.outcome()),
        () ->
            assertEquals(
                List.of(OptionalInt.empty()),
                builder.calls.stream().map(MediaServiceCall::status).toList()));
  }

  @Test
  void a_refusal_after_a_try_that_may_have_worked_proves_nothing() {
    MediaServiceInstance instance =
        builder.httpClient(StubHttpClient.answering(BROKEN, BUSY)).build();

    MediaServiceCallException e =
        assertThrows(MediaServiceCallException.class, () -> instance.createJob(job()));

    assertEquals(Outcome.UNKNOWN, e.outcome());
  }

  /**
   * A first creation that is executed late would make the job anew after its repeat was deleted.
   */
  @Test
  void a_job_creation_that_may_have_been_done_is_not_sent_again() {
    StubHttpClient http =
        new StubHttpClient(request -> Mono.error(new IOException("Connection reset")));
    MediaServiceInstance instance = builder.httpClient(http).build();

    MediaServiceCallException e =
        assertThrows(MediaServiceCallException.class, () -> instance.createJob(job()));

    assertEquals(Outcome.UNKNOWN, e.outcome());
    assertEquals(1, http.sent().size());
  }

  @Test
  void a_job_creation_that_was_certainly_not_done_is_sent_again() {
    StubHttpClient http =
        new StubHttpClient(
            request ->
                request.number() == 1
                    ? Mono.error(new ConnectException("refused"))
                    : Mono.just(Answer.error(409, "Conflict", "It exists.")));

    assertEquals(JobCreation.EXISTS, builder.httpClient(http).build().createJob(job()));
  }

  @Test
  void a_recorder_that_fails_does_not_fail_the_call() {
    MediaServiceInstance instance =
        builder
            .httpClient(StubHttpClient.answering(ASSET))
            .recorder(
                call -> {
                  throw new IllegalStateException("full");
                })
            .build();

    assertTrue(instance.findAsset("asset-1").isPresent());
  }

  @ParameterizedTest
  @CsvSource({
    "transforms/t/jobs/j?api-version=1,transforms/jobs",
    "transforms/t/jobs/j/cancelJob,transforms/jobs/cancelJob",
    "transforms/t/jobs,transforms/jobs",
    "assets/a%2Fb,assets",
    "streamingLocators/l/listPaths,streamingLocators/listPaths",
    "'',account"
  })
  void an_operation_is_recorded_without_names(String path, String operation) throws IOException {
    assertEquals(
        operation,
        MediaServiceCallRecordingPolicy.operation(
            URI.create(
                    "https://host/subscriptions/s/resourceGroups/g/providers/Microsoft.Media"
                        + "/mediaServices/acct/"
                        + path)
                .toURL()));
  }

  @Test
  void every_call_names_the_app_and_has_an_id() {
    StubHttpClient http = StubHttpClient.answering(ASSET);
    builder.httpClient(http).build().findAsset("asset-1");

    Sent sent = http.sent().get(0);
    assertAll(
        () ->
            assertTrue(
                sent.headers()
                    .getValue(HttpHeaderName.USER_AGENT)
                    .contains("media-services-high-availability")),
        () ->
            assertFalse(sent.headers().getValue(HttpHeaderName.X_MS_CLIENT_REQUEST_ID).isEmpty()));
  }

  @Test
  void an_identity_signs_calls_over_https_for_the_endpoints_own_scope() {
    StubHttpClient http = StubHttpClient.answering(ASSET);
    builder.httpClient(http).endpoint("https://management.azure.com/").build().findAsset("asset-1");

    assertEquals(
        "Bearer identity-token:https://management.azure.com/.default",
        http.sent().get(0).authorization());
  }

  @Test
  void an_identitys_token_is_never_sent_over_plain_http() {
    StubHttpClient http = StubHttpClient.answering(ASSET);
    builder
        .httpClient(http)
        .endpoint("http://localhost:8080")
        .identity(
            request -> {
              throw new AssertionError("no token may be asked for");
            })
        .build()
        .findAsset("asset-1");

    assertNull(http.sent().get(0).authorization());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://example.com", "http://127.0.0.1.example.com", "ftp://localhost", "host"})
  void an_endpoint_that_is_neither_https_nor_on_this_machine_is_refused(String endpoint) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> builder.endpoint(endpoint).build());

    assertTrue(
        e.getMessage().startsWith("Instance 'amseast' of AMSConfiguration: '" + endpoint + "'"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://localhost:1", "http://127.0.0.1:1", "http://[::1]:1"})
  void plain_http_is_accepted_on_this_machine(String endpoint) {
    builder.endpoint(endpoint).build();
  }

  @Test
  void without_a_token_nothing_is_sent_and_the_instance_is_not_blamed() {
    StubHttpClient http = StubHttpClient.answering(ASSET);
    MediaServiceInstance instance =
        builder
            .httpClient(http)
            .endpoint("https://management.azure.com")
            .identity(
                request -> Mono.error(new ClientAuthenticationException("no identity\nhere", null)))
            .build();

    MediaServiceCallException e =
        assertThrows(MediaServiceCallException.class, () -> instance.createJob(job()));

    assertAll(
        () -> assertEquals(Outcome.UNAVAILABLE, e.outcome()),
        () -> assertTrue(e.getMessage().contains("no identity here"), e.getMessage()),
        () -> assertEquals(List.of(), builder.calls),
        () -> assertEquals(List.of(), http.sent()));
  }

  private MediaServiceInstance failing(IOException failure) {
    return builder.httpClient(new StubHttpClient(request -> Mono.error(failure))).build();
  }

  static NewJob job() {
    JsonNode inputs =
        Json.tree(
            """
            {"@odata.type":"#Microsoft.Media.JobInputAsset","assetName":"in"}""");
    return new NewJob("transform-1", "job-1", inputs, "out", Map.of("attempt", "1"));
  }

  @Test
  void a_new_job_is_created_after_a_passing_fault() {
    assertEquals(
        JobCreation.CREATED,
        builder.httpClient(StubHttpClient.answering(BUSY, JOB)).build().createJob(job()));
  }
}
