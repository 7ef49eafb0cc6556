package highavailability.mediaservices;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.azure.core.http.HttpHeaderName;
import com.fasterxml.jackson.databind.JsonNode;
import highavailability.jobs.Json;
import highavailability.mediaservices.MediaServiceCallException.Outcome;
import highavailability.mediaservices.MediaServiceInstance.Asset;
import highavailability.mediaservices.MediaServiceInstance.ContentKey;
import highavailability.mediaservices.MediaServiceInstance.JobCreation;
import highavailability.mediaservices.MediaServiceInstance.MediaServiceJob;
import highavailability.mediaservices.MediaServiceInstance.NewStreamingLocator;
import highavailability.mediaservices.MediaServiceInstance.StreamingLocator;
import highavailability.mediaservices.MediaServiceInstance.StreamingPath;
import highavailability.mediaservices.StubHttpClient.Answer;
import highavailability.mediaservices.StubHttpClient.Sent;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AzureMediaServiceInstanceTest {
  private static final String ACCOUNT =
      "/subscriptions/sub-1/resourceGroups/group-1/providers/Microsoft.Media/mediaServices/amseast";
  private static final UUID ID = UUID.fromString("90000000-0000-0000-0000-00000000000a");
  private static final Answer GONE =
      Answer.error(
          404,
          "ResourceNotFound",
          "The Resource 'Microsoft.Media/mediaservices/amseast/transforms/t/jobs/j' under resource"
              + " group 'group-1' was not found.");
  private static final Answer ASSET =
      Answer.of(200, "{\"name\":\"out\",\"properties\":{\"container\":\"asset-c1\"}}");

  private static final Answer LOCATOR =
      Answer.of(
          200,
          "{\"name\":\"l\",\"properties\":{\"assetName\":\"out\",\"streamingLocatorId\":\""
              + ID
              + "\"}}");

  private StubHttpClient http;

  @Test
  void a_job_is_created_with_its_input_output_and_correlation_data() {
    JobCreation creation =
        answering(Answer.of(201, "{\"name\":\"job-1\",\"properties\":{}}"))
            .createJob(MediaServicesPipelineTest.job());

    Sent sent = http.sent().get(0);
    JsonNode expected =
        Json.tree(
            """
            {"properties":{
              "input":{"@odata.type":"#Microsoft.Media.JobInputAsset","assetName":"in"},
              "outputs":[{"@odata.type":"#Microsoft.Media.JobOutputAsset","assetName":"out"}],
              "correlationData":{"attempt":"1"}}}
            """);
    assertAll(
        () -> assertEquals(JobCreation.CREATED, creation),
        () -> assertEquals("PUT", sent.method()),
        () ->
            assertTrue(
                sent.url().contains(ACCOUNT + "/transforms/transform-1/jobs/job-1?"), sent.url()),
        () -> assertEquals(expected, Json.tree(sent.body())));
  }

  @Test
  void a_job_that_exists_is_told_apart_from_a_new_one() {
    assertEquals(
        JobCreation.EXISTS,
        answering(Answer.error(409, "Conflict", "It exists."))
            .createJob(MediaServicesPipelineTest.job()));
  }

  @Test
  void a_success_other_than_201_is_a_success() {
    assertEquals(
        JobCreation.CREATED,
        answering(Answer.of(200, "{}")).createJob(MediaServicesPipelineTest.job()));
  }

  @ParameterizedTest
  @CsvSource({
    "400,REFUSED",
    "401,REFUSED",
    "403,REFUSED",
    "404,REFUSED",
    "412,REFUSED",
    "408,UNAVAILABLE",
    "429,UNAVAILABLE",
    "503,UNAVAILABLE",
    "500,UNKNOWN",
    "502,UNKNOWN",
    "504,UNKNOWN"
  })
  void a_failure_says_what_the_instance_did(int status, Outcome outcome) {
    MediaServiceInstance instance = answering(Answer.error(status, "TheCode", "The\\nwords."));

    MediaServiceCallException e =
        assertThrows(
            MediaServiceCallException.class,
            () -> instance.createJob(MediaServicesPipelineTest.job()));

    assertAll(
        () -> assertEquals(outcome, e.outcome()),
        () ->
            assertTrue(
                e.getMessage()
                    .startsWith(
                        "Jobs.create at amseast answered " + status + ": TheCode: The words."),
                e.getMessage()));
  }

  @Test
  void a_failure_does_not_repeat_what_signs_a_url() {
    MediaServiceInstance instance =
        answering(
            Answer.error(
                400, "BadInput", "'https://a.blob/b/c.mp4?sv=1&sig=secret' is unreadable"));

    MediaServiceCallException e =
        assertThrows(
            MediaServiceCallException.class,
            () -> instance.createJob(MediaServicesPipelineTest.job()));

    assertAll(
        () -> assertFalse(e.getMessage().contains("secret"), e.getMessage()),
        () -> assertEquals(null, e.getCause()));
  }

  @Test
  void an_answer_that_cannot_be_read_says_nothing() {
    MediaServiceInstance instance = answering(Answer.of(200, "<html>"));

    MediaServiceCallException e =
        assertThrows(MediaServiceCallException.class, () -> instance.findJob("t", "j"));

    assertEquals(Outcome.UNKNOWN, e.outcome());
  }

  @Test
  void what_does_not_exist_is_not_found_and_need_not_be_deleted() {
    MediaServiceInstance instance = answering(GONE);

    assertAll(
        () -> assertEquals(Optional.empty(), instance.findJob("t", "j")),
        () -> assertEquals(Optional.empty(), instance.findAsset("a")),
        () -> assertEquals(Optional.empty(), instance.findStreamingLocator("l")),
        () -> assertEquals(List.of(), instance.listJobs("t", InstanceBuilder.NOW)),
        () -> assertDoesNotThrow(() -> instance.cancelJob("t", "j")),
        () -> assertDoesNotThrow(() -> instance.deleteJob("t", "j")),
        () -> assertDoesNotThrow(() -> instance.deleteAsset("a")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ResourceGroupNotFound  | Resource group could not be found.
          SubscriptionNotFound   | The subscription could not be found.
          ParentResourceNotFound | Parent resource amseast not found.
          ResourceNotFound       | The Resource 'Microsoft.Media/mediaServices/amseast' under resource group 'g' was not found.
          """)
  void a_missing_account_does_not_mean_that_its_jobs_are_gone(String code, String message) {
    MediaServiceInstance instance = answering(Answer.error(404, code, message));

    MediaServiceCallException e =
        assertThrows(MediaServiceCallException.class, () -> instance.findJob("t", "j"));

    assertEquals(Outcome.REFUSED, e.outcome());
  }

  @Test
  void a_gateways_own_page_does_not_mean_that_a_job_is_gone() {
    MediaServiceInstance instance =
        answering(
            Answer.of(404, "<html>No such site</html>")
                .with(HttpHeaderName.CONTENT_TYPE, "text/html"));

    assertThrows(MediaServiceCallException.class, () -> instance.findJob("t", "j"));
  }

  @Test
  void an_asset_that_exists_is_left_as_it_is() {
    Asset asset = answering(ASSET).createOrUpdateAsset("out", Optional.of("wanted"));

    assertAll(
        () -> assertEquals(new Asset("out", "asset-c1", Optional.empty()), asset),
        () -> assertEquals(List.of("GET"), http.sent().stream().map(Sent::method).toList()));
  }

  @Test
  void a_new_asset_carries_the_alternate_id() {
    Asset asset = answering(GONE, ASSET).createOrUpdateAsset("out~2", Optional.of("out"));

    assertAll(
        () -> assertEquals(new Asset("out~2", "asset-c1", Optional.of("out")), asset),
        () -> assertEquals("PUT", http.sent().get(1).method()),
        () ->
            assertEquals(
                "out",
                Json.tree(http.sent().get(1).body())
                    .path("properties")
                    .path("alternateId")
                    .asText()));
  }

  @Test
  void a_new_assets_container_is_asked_for_when_the_answer_leaves_it_out() {
    Asset asset =
        answering(GONE, Answer.of(201, "{\"name\":\"out\",\"properties\":{}}"), ASSET)
            .createOrUpdateAsset("out", Optional.empty());

    assertEquals("asset-c1", asset.container());
  }

  @Test
  void jobs_are_listed_over_all_pages_from_a_time_on() {
    List<MediaServiceJob> jobs =
        answering(
                Answer.of(
                    200,
                    "{\"value\":[{\"name\":\"j1\",\"properties\":{}}],\"@odata.nextLink\":"
                        + "\"http://localhost:1/next?page=2\"}"),
                Answer.of(200, "{\"value\":[{\"name\":\"j2\",\"properties\":{}}]}"))
            .listJobs("t", Instant.parse("2026-01-31T12:00:00.123456789Z"));

    assertAll(
        () -> assertEquals(List.of("j1", "j2"), jobs.stream().map(MediaServiceJob::name).toList()),
        () ->
            assertTrue(
                URLDecoder.decode(http.sent().get(0).url(), StandardCharsets.UTF_8)
                    .contains("$filter=properties/created ge 2026-01-31T12:00:00.123Z"),
                http.sent().get(0).url()));
  }

  @Test
  void a_job_that_has_ended_need_not_be_cancelled() {
    MediaServiceInstance instance =
        answering(
            Answer.error(409, "Conflict", "The job has ended."),
            Answer.of(200, "{\"name\":\"j\",\"properties\":{\"state\":\"Finished\"}}"));

    assertDoesNotThrow(() -> instance.cancelJob("t", "j"));
  }

  @Test
  void a_running_job_that_will_not_be_cancelled_is_told() {
    MediaServiceInstance instance =
        answering(
            Answer.error(409, "Conflict", "Not now."),
            Answer.of(200, "{\"name\":\"j\",\"properties\":{\"state\":\"Processing\"}}"));

    assertThrows(MediaServiceCallException.class, () -> instance.cancelJob("t", "j"));
  }

  @Test
  void a_locator_is_created_with_what_may_be_set_and_nothing_else() {
    boolean isNew =
        answering(Answer.of(201, "{\"name\":\"l\",\"properties\":{}}"))
            .createStreamingLocator(
                locator(List.of(new ContentKey(ID, "a2V5", Optional.of("aesDefaultKey")))));

    JsonNode expected =
        Json.tree(
            """
            {"properties":{"assetName":"out","streamingLocatorId":"%1$s",
              "streamingPolicyName":"Predefined_ClearKey","defaultContentKeyPolicyName":"policy-1",
              "contentKeys":[
                {"id":"%1$s","labelReferenceInStreamingPolicy":"aesDefaultKey","value":"a2V5"}]}}
            """
                .formatted(ID));
    assertAll(
        () -> assertTrue(isNew),
        () -> assertEquals(expected, Json.tree(http.sent().get(0).body())));
  }

  @Test
  void a_locator_that_exists_is_told_apart_from_a_new_one() {
    assertFalse(
        answering(Answer.error(409, "Conflict", "It exists."), LOCATOR)
            .createStreamingLocator(locator(List.of())));
  }

  @Test
  void a_locator_whose_id_another_one_has_is_refused() {
    MediaServiceInstance instance =
        answering(Answer.error(409, "Conflict", "The id is in use."), GONE);

    MediaServiceCallException e =
        assertThrows(
            MediaServiceCallException.class,
            () -> instance.createStreamingLocator(locator(List.of())));

    assertEquals(Outcome.REFUSED, e.outcome());
  }

  @Test
  void a_locator_is_read() {
    StreamingLocator locator = answering(LOCATOR).findStreamingLocator("l").orElseThrow();

    assertEquals(new StreamingLocator("l", ID, "out"), locator);
  }

  @Test
  void content_keys_are_read_with_their_values_but_never_shown() {
    List<ContentKey> keys =
        answering(
                Answer.of(
                    200,
                    "{\"contentKeys\":[{\"id\":\""
                        + ID
                        + "\",\"type\":\"EnvelopeEncryption\",\"value\":\"a2V5\",\"tracks\":[]}]}"))
            .listContentKeys("l");

    assertAll(
        () -> assertEquals(List.of(new ContentKey(ID, "a2V5", Optional.empty())), keys),
        () -> assertFalse(keys.toString().contains("a2V5")));
  }

  @Test
  void streaming_paths_are_read_by_protocol() {
    List<StreamingPath> paths =
        answering(
                Answer.of(
                    200,
                    "{\"streamingPaths\":[{\"streamingProtocol\":\"Dash\",\"encryptionScheme\":"
                        + "\"NoEncryption\",\"paths\":[\"/x/out.ism/manifest(format=mpd-time-cmaf)\"]},"
                        + "{\"streamingProtocol\":\"Hls\"}],\"downloadPaths\":[]}"))
            .listStreamingPaths("l");

    assertEquals(
        List.of(
            new StreamingPath("Dash", List.of("/x/out.ism/manifest(format=mpd-time-cmaf)")),
            new StreamingPath("Hls", List.of())),
        paths);
  }

  private MediaServiceInstance answering(Answer... answers) {
    http = StubHttpClient.answering(answers);
    return new InstanceBuilder().httpClient(http).build();
  }

  private static NewStreamingLocator locator(List<ContentKey> keys) {
    return new NewStreamingLocator(
        "l", ID, "out", "Predefined_ClearKey", Optional.of("policy-1"), keys);
  }

  private static Answer transform(String... onErrors) {
    return Answer.of(
        200,
        "{\"name\":\"t\",\"properties\":{\"outputs\":["
            + Stream.of(onErrors)
                .map(
                    onError ->
                        "{\"onError\":\""
                            + onError
                            + "\",\"preset\":{\"@odata.type\":\"#Microsoft.Media.BuiltInStandardEncoderPreset\",\"presetName\":\"AdaptiveStreaming\"}}")
                .collect(Collectors.joining(","))
            + "]}}");
  }

  @Test
  void a_transform_goes_on_only_when_all_its_outputs_do() {
    assertAll(
        () -> assertTrue(answering(transform("ContinueJob")).continuesOnError("t")),
        () ->
            assertFalse(
                answering(transform("ContinueJob", "StopProcessingJob")).continuesOnError("t")),
        () -> assertFalse(answering(transform()).continuesOnError("t")),
        () -> assertFalse(answering(GONE).continuesOnError("t")));
  }

  @Test
  void a_probe_asks_for_the_account_and_fails_when_that_does_not_answer() {
    answering(Answer.of(200, "{\"name\":\"amseast\",\"location\":\"eastus\"}")).probe();

    assertEquals("GET", http.sent().get(0).method());
    assertThrows(
        MediaServiceCallException.class,
        () -> answering(Answer.error(503, "Busy", "Later.")).probe());
  }
}
