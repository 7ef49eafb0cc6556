package highavailability.mediaservices;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import highavailability.emulator.EmulatorOptions;
import highavailability.emulator.EncodingSpeed;
import highavailability.emulator.MediaServicesEmulator;
import highavailability.jobs.JobState;
import highavailability.jobs.Json;
import highavailability.local.SharedAzurite;
import highavailability.mediaservices.MediaServiceCallException.Outcome;
import highavailability.mediaservices.MediaServiceInstance.Asset;
import highavailability.mediaservices.MediaServiceInstance.ContentKey;
import highavailability.mediaservices.MediaServiceInstance.JobCreation;
import highavailability.mediaservices.MediaServiceInstance.MediaServiceJob;
import highavailability.mediaservices.MediaServiceInstance.NewJob;
import highavailability.mediaservices.MediaServiceInstance.NewStreamingLocator;
import highavailability.mediaservices.MediaServiceInstance.StreamingPath;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The port to an instance against an emulated region. */
class AzureMediaServiceInstanceIT {
  private static final String STORAGE = SharedAzurite.newConnectionString();
  private static final String TRANSFORM = "AdaptiveStreaming";
  private static final EncodingSpeed SLOW =
      new EncodingSpeed(Duration.ZERO, Duration.ZERO, Duration.ofMinutes(10));

  private HttpServer videos;
  private MediaServicesEmulator emulator;
  private MediaServiceInstance instance;

  @BeforeEach
  void start() throws Exception {
    videos = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    videos.createContext(
        "/video.mp4",
        exchange -> {
          byte[] video = "not really a video".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, video.length);
          exchange.getResponseBody().write(video);
          exchange.close();
        });
    videos.start();
    startEmulator(EncodingSpeed.quick());
  }

  @AfterEach
  void stop() {
    emulator.close();
    videos.stop(0);
  }

  @Test
  void an_asset_is_made_once_found_and_deleted() {
    Asset asset = instance.createOrUpdateAsset("output 1~2", Optional.of("output 1"));

    assertAll(
        () -> assertFalse(asset.container().isEmpty()),
        () -> assertEquals(asset, instance.createOrUpdateAsset("output 1~2", Optional.empty())),
        () -> assertEquals(Optional.of(asset), instance.findAsset("output 1~2")));

    instance.deleteAsset("output 1~2");
    instance.deleteAsset("output 1~2");

    assertEquals(Optional.empty(), instance.findAsset("output 1~2"));
  }

  @Test
  void a_job_is_created_once_runs_to_its_end_and_is_deleted() {
    Instant before = Instant.now(Clock.systemUTC()).minusSeconds(1);
    instance.createOrUpdateAsset("output", Optional.empty());

    assertEquals(JobCreation.CREATED, instance.createJob(job("job~2", "video.mp4")));
    assertEquals(JobCreation.EXISTS, instance.createJob(job("job~2", "video.mp4")));

    MediaServiceJob finished = awaitState("job~2", JobState.FINISHED);
    assertAll(
        () -> assertEquals(Optional.of(100), finished.progress()),
        () -> assertEquals(Map.of("attempt", "2"), finished.correlationData()),
        () -> assertTrue(finished.createdAt().isAfter(before)),
        () -> assertFalse(finished.stateChangedAt().isBefore(finished.createdAt())));
    instance.cancelJob(TRANSFORM, "job~2");

    instance.deleteJob(TRANSFORM, "job~2");
    instance.deleteJob(TRANSFORM, "job~2");
    instance.cancelJob(TRANSFORM, "job~2");

    assertEquals(Optional.empty(), instance.findJob(TRANSFORM, "job~2"));
  }

  @Test
  void a_job_whose_input_cannot_be_read_tells_why() {
    instance.createOrUpdateAsset("output", Optional.empty());
    instance.createJob(job("job", "missing.mp4"));

    assertEquals(
        "DownloadNotAccessible", awaitState("job", JobState.ERROR).error().orElseThrow().code());
  }

  @Test
  void a_running_job_is_cancelled() throws Exception {
    emulator.close();
    startEmulator(SLOW);
    instance.createOrUpdateAsset("output", Optional.empty());
    instance.createJob(job("job", "video.mp4"));

    instance.cancelJob(TRANSFORM, "job");

    awaitState("job", JobState.CANCELED);
  }

  @Test
  void all_pages_of_jobs_are_listed_from_a_time_on() {
    instance.createOrUpdateAsset("output", Optional.empty());
    Instant before = Instant.now(Clock.systemUTC()).minusSeconds(60);
    for (int i = 0; i < 5; i++) {
      instance.createJob(job("job-" + i, "video.mp4"));
    }

    assertAll(
        () ->
            assertEquals(
                Set.of("job-0", "job-1", "job-2", "job-3", "job-4"),
                instance.listJobs(TRANSFORM, before).stream()
                    .map(MediaServiceJob::name)
                    .collect(Collectors.toSet())),
        () ->
            assertEquals(
                List.of(), instance.listJobs(TRANSFORM, before.plus(Duration.ofHours(1)))));
  }

  @Test
  void a_job_that_the_instance_will_not_take_is_refused_with_its_words() {
    MediaServiceCallException e =
        assertThrows(
            MediaServiceCallException.class, () -> instance.createJob(job("job", "video.mp4")));

    assertAll(
        () -> assertEquals(Outcome.REFUSED, e.outcome()),
        () -> assertTrue(e.getMessage().contains("output"), e.getMessage()));
  }

  @Test
  void a_locator_is_made_once_with_keys_and_paths_for_each_protocol() {
    encode("output");
    encode("copy");
    UUID id = UUID.randomUUID();
    assertTrue(instance.createStreamingLocator(locator("first", id, "output", List.of())));
    assertFalse(instance.createStreamingLocator(locator("first", id, "output", List.of())));

    List<ContentKey> keys = instance.listContentKeys("first");
    Map<String, List<String>> paths =
        instance.listStreamingPaths("first").stream()
            .collect(Collectors.toMap(StreamingPath::protocol, StreamingPath::paths, (a, b) -> a));

    assertAll(
        () -> assertEquals(id, instance.findStreamingLocator("first").orElseThrow().id()),
        () -> assertFalse(keys.isEmpty()),
        () -> assertTrue(paths.get("Dash").get(0).startsWith("/" + id), paths.toString()),
        () -> assertTrue(paths.get("Hls").get(0).startsWith("/" + id), paths.toString()));
  }

  @Test
  void a_locator_takes_the_keys_of_another_region() throws Exception {
    encode("output");
    UUID id = UUID.randomUUID();
    instance.createStreamingLocator(locator("locator", id, "output", List.of()));
    List<ContentKey> keys = instance.listContentKeys("locator");

    emulator.close();
    startEmulator(EncodingSpeed.quick());
    encode("output");
    instance.createStreamingLocator(locator("locator", id, "output", keys));

    assertEquals(keys, instance.listContentKeys("locator"));
  }

  @Test
  void an_account_that_the_region_does_not_have_says_nothing_about_a_job() {
    MediaServiceInstance stranger =
        new InstanceBuilder()
            .account(
                emulator.options().subscriptionId(), emulator.options().resourceGroup(), "amswest")
            .endpoint(emulator.endpoint().toString())
            .build();

    MediaServiceCallException e =
        assertThrows(MediaServiceCallException.class, () -> stranger.findJob(TRANSFORM, "job"));

    assertEquals(Outcome.REFUSED, e.outcome());
  }

  @Test
  void a_region_that_is_down_is_unavailable() {
    emulator.close();

    MediaServiceCallException e =
        assertThrows(MediaServiceCallException.class, () -> instance.findJob(TRANSFORM, "job"));

    assertEquals(Outcome.UNAVAILABLE, e.outcome());
  }

  private void encode(String asset) {
    instance.createOrUpdateAsset(asset, Optional.empty());
    String name = "job-for-" + asset;
    instance.createJob(
        new NewJob(TRANSFORM, name, input("video.mp4"), asset, Map.of("attempt", "1")));
    awaitState(name, JobState.FINISHED);
  }

  private MediaServiceJob awaitState(String jobName, JobState state) {
    return await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> instance.findJob(TRANSFORM, jobName).orElseThrow(), job -> job.state() == state);
  }

  private NewJob job(String name, String file) {
    return new NewJob(TRANSFORM, name, input(file), "output", Map.of("attempt", "2"));
  }

  private JsonNode input(String file) {
    return Json.tree(
        """
        {"@odata.type":"#Microsoft.Media.JobInputHttp",
         "baseUri":"http://127.0.0.1:%d/","files":["%s"]}
        """
            .formatted(videos.getAddress().getPort(), file));
  }

  private static NewStreamingLocator locator(
      String name, UUID id, String asset, List<ContentKey> keys) {
    return new NewStreamingLocator(
        name, id, asset, "Predefined_ClearKey", Optional.of("keys"), keys);
  }

  private void startEmulator(EncodingSpeed speed) throws IOException, InterruptedException {
    EmulatorOptions options =
        EmulatorOptions.of("amseast", STORAGE).withSpeed(speed).withPageSize(2);
    emulator = MediaServicesEmulator.start(options);
    instance =
        new InstanceBuilder()
            .account(options.subscriptionId(), options.resourceGroup(), options.accountName())
            .endpoint(emulator.endpoint().toString())
            .limits(MediaServiceCallLimits.defaults())
            .clock(Clock.systemUTC())
            .build();
    put(
        "/transforms/" + TRANSFORM + "?api-version=2022-07-01",
        """
        {"properties":{"outputs":[{"preset":{
          "@odata.type":"#Microsoft.Media.BuiltInStandardEncoderPreset",
          "presetName":"AdaptiveStreaming"}}]}}
        """);
    put(
        "/contentKeyPolicies/keys?api-version=2022-08-01",
        """
        {"properties":{"options":[{
          "configuration":{"@odata.type":"#Microsoft.Media.ContentKeyPolicyClearKeyConfiguration"},
          "restriction":{"@odata.type":"#Microsoft.Media.ContentKeyPolicyOpenRestriction"}}]}}
        """);
  }

  private void put(String below, String body) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(
                        URI.create(emulator.endpoint() + emulator.accountResourceId() + below))
                    .timeout(Duration.ofSeconds(30))
                    .header("Content-Type", "application/json")
                    .PUT(BodyPublishers.ofString(body))
                    .build(),
                BodyHandlers.ofString());
    assertTrue(answer.statusCode() < 300, answer.body());
  }
}
