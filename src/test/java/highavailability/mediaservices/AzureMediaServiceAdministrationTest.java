package highavailability.mediaservices;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.azure.core.http.HttpHeaderName;
import highavailability.jobs.InvalidMessageException;
import highavailability.jobs.Json;
import highavailability.mediaservices.MediaServiceAdministration.ContentKeyPolicy;
import highavailability.mediaservices.MediaServiceAdministration.EventSubscription;
import highavailability.mediaservices.MediaServiceCallException.Outcome;
import highavailability.mediaservices.StubHttpClient.Answer;
import highavailability.mediaservices.StubHttpClient.Sent;
import highavailability.testing.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AzureMediaServiceAdministrationTest {
  private static final String ENDPOINT = "https://ams.example.com";
  private static final String ACCOUNT =
      "/subscriptions/sub-1/resourceGroups/group-1/providers/Microsoft.Media/mediaservices/amseast";
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Answer ACCEPTED =
      Answer.of(202, "")
          .with(
              HttpHeaderName.fromString("Azure-AsyncOperation"),
              ENDPOINT + ACCOUNT + "/streamingendpointoperations/1?api-version=2022-11-01");

  private final SettableClock clock = new SettableClock(InstanceBuilder.NOW);
  private StubHttpClient http;

  @Test
  void starting_waits_until_the_endpoint_runs() {
    answering(state("Stopped"), ACCEPTED, state("Stopped"), state("Starting"), state("Running"))
        .startStreamingEndpoint("default", MINUTE);

    assertEquals(
        List.of("GET", "POST", "GET", "GET", "GET"),
        http.sent().stream().map(Sent::method).toList());
    assertEquals(InstanceBuilder.NOW.plusMillis(750), clock.instant());
  }

  @Test
  void an_endpoint_that_is_starting_already_is_waited_for() {
    answering(state("Starting"), state("Running")).startStreamingEndpoint("default", MINUTE);

    assertEquals(List.of("GET", "GET"), http.sent().stream().map(Sent::method).toList());
  }

  @Test
  void waiting_ends_when_it_takes_too_long() {
    MediaServiceAdministration administration =
        answering(state("Running"), ACCEPTED, state("Stopping"));

    MediaServiceCallException e =
        assertThrows(
            MediaServiceCallException.class,
            () -> administration.stopStreamingEndpoint("default", MINUTE));

    assertAll(
        () -> assertEquals(Outcome.UNKNOWN, e.outcome()),
        () -> assertTrue(e.getMessage().contains("'default' is still Stopping after PT1M")),
        () -> assertEquals(InstanceBuilder.NOW.plus(MINUTE), clock.instant()));
  }

  @Test
  void an_endpoint_that_falls_back_has_not_started() {
    MediaServiceAdministration administration =
        answering(state("Stopped"), ACCEPTED, state("Starting"), state("Stopped"));

    MediaServiceCallException e =
        assertThrows(
            MediaServiceCallException.class,
            () -> administration.startStreamingEndpoint("default", MINUTE));

    assertTrue(e.getMessage().contains("went to Stopped instead"), e.getMessage());
  }

  @Test
  void a_refusal_to_start_is_told() {
    MediaServiceAdministration administration =
        answering(state("Stopped"), Answer.error(409, "Conflict", "Being deleted."));

    MediaServiceCallException e =
        assertThrows(
            MediaServiceCallException.class,
            () -> administration.startStreamingEndpoint("default", MINUTE));

    assertAll(
        () -> assertEquals(Outcome.REFUSED, e.outcome()),
        () -> assertTrue(e.getMessage().contains("Being deleted."), e.getMessage()));
  }

  @Test
  void event_subscriptions_are_read_from_all_pages_without_keys() {
    String first =
        """
        {"value":[{"name":"to-app","properties":{
           "destination":{"endpointType":"AzureFunction",
             "properties":{"resourceId":"/sites/app/functions/JobOutputStatusFunction"}},
           "filter":{"includedEventTypes":["Microsoft.Media.JobOutputFinished"]},
           "provisioningState":"Succeeded"}}],
         "nextLink":"%s/more?page=2"}
        """
            .formatted(ENDPOINT);
    String second =
        """
        {"value":[
          {"name":"hook","properties":{"destination":{"endpointType":"WebHook",
             "properties":{"endpointBaseUrl":"https://app.example.com/hook?code=s3cret",
               "endpointUrl":"https://app.example.com/hook?code=s3cret"}},
             "provisioningState":"AwaitingManualAction"}},
          {"name":"queue","properties":{"destination":null,"deliveryWithResourceIdentity":{
             "destination":{"endpointType":"StorageQueue","properties":{"resourceId":"/s"}}}}}]}
        """;

    Optional<List<EventSubscription>> subscriptions =
        answering(Answer.of(200, first), Answer.of(200, second)).listEventSubscriptions();

    assertAll(
        () ->
            assertEquals(
                Optional.of(
                    List.of(
                        new EventSubscription(
                            "to-app",
                            "AzureFunction /sites/app/functions/JobOutputStatusFunction",
                            List.of("Microsoft.Media.JobOutputFinished"),
                            "Succeeded"),
                        new EventSubscription(
                            "hook",
                            "WebHook https://app.example.com/hook?REDACTED",
                            List.of(),
                            "AwaitingManualAction"),
                        new EventSubscription("queue", "StorageQueue /s", List.of(), "Unknown"))),
                subscriptions),
        () ->
            assertEquals(
                ENDPOINT
                    + ACCOUNT
                    + "/providers/Microsoft.EventGrid/eventSubscriptions?api-version=2022-06-15",
                http.sent().get(0).url()),
        () -> assertTrue(http.sent().get(1).authorization().startsWith("Bearer ")));
  }

  @Test
  void a_token_is_not_sent_to_the_host_of_a_strange_next_page() {
    MediaServiceAdministration administration =
        answering(Answer.of(200, "{\"value\":[],\"nextLink\":\"https://evil.example.com/\"}"));

    assertThrows(MediaServiceCallException.class, administration::listEventSubscriptions);
    assertEquals(1, http.sent().size());
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 404, 405})
  void a_service_without_event_grid_knows_no_subscriptions(int status) {
    assertEquals(
        Optional.empty(),
        answering(Answer.error(status, "NotSupported", "No such thing.")).listEventSubscriptions());
  }

  @Test
  void a_missing_role_to_read_event_subscriptions_is_told() {
    MediaServiceAdministration administration =
        answering(Answer.error(403, "AuthorizationFailed", "Not allowed."));

    MediaServiceCallException e =
        assertThrows(MediaServiceCallException.class, administration::listEventSubscriptions);

    assertTrue(
        e.getMessage().contains("answered 403: AuthorizationFailed: Not allowed."), e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"restriction\":{\"@odata.type\":\"#Microsoft.Media.ContentKeyPolicyOpenRestriction\"}",
        "\"restriction\":{\"@odata.type\":\"#Microsoft.Media.ContentKeyPolicyTokenRestriction\","
            + "\"issuer\":\"i\",\"audience\":\"a\",\"restrictionTokenType\":\"Swt\","
            + "\"primaryVerificationKey\":{\"@odata.type\":"
            + "\"#Microsoft.Media.ContentKeyPolicySymmetricTokenKey\",\"keyValue\":\"AQID\"}}",
        "\"restriction\":{\"@odata.type\":\"#Microsoft.Media.ContentKeyPolicyTokenRestriction\","
            + "\"issuer\":\"i\",\"audience\":\"a\",\"restrictionTokenType\":\"Jwt\","
            + "\"primaryVerificationKey\":{\"@odata.type\":"
            + "\"#Microsoft.Media.ContentKeyPolicyRsaTokenKey\",\"exponent\":\"AQID\","
            + "\"modulus\":\"AQID\"}}"
      })
  void another_kind_of_content_key_policy_has_no_clear_key(String restriction) {
    String answer =
        "{\"options\":[{\"configuration\":{\"@odata.type\":"
            + "\"#Microsoft.Media.ContentKeyPolicyClearKeyConfiguration\"},"
            + restriction
            + "}]}";

    assertEquals(
        Optional.of(new ContentKeyPolicy(Optional.empty())),
        answering(Answer.of(200, answer)).findContentKeyPolicy("keys"));
  }

  @Test
  void a_transform_that_would_lose_something_is_not_sent() {
    MediaServiceAdministration administration = answering(Answer.of(200, "{}"));

    assertThrows(
        InvalidMessageException.class,
        () -> administration.createOrUpdateTransform("t", Json.tree("{\"outputs\":[]}")));
    assertEquals(List.of(), http.sent());
  }

  @Test
  void a_thing_of_unknown_age_is_no_answer() {
    MediaServiceAdministration administration =
        answering(Answer.of(200, "{\"value\":[{\"name\":\"a\",\"properties\":{}}]}"));

    assertThrows(MediaServiceCallException.class, administration::listAssets);
  }

  private MediaServiceAdministration answering(Answer... answers) {
    http = StubHttpClient.answering(answers);
    return new InstanceBuilder()
        .httpClient(http)
        .endpoint(ENDPOINT)
        .clock(clock)
        .pause(clock::advance)
        .buildAdministration();
  }

  private static Answer state(String state) {
    return Answer.of(
        200,
        "{\"name\":\"default\",\"location\":\"l\",\"properties\":{\"resourceState\":\""
            + state
            + "\"}}");
  }
}
