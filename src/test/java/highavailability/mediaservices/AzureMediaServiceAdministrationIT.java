package highavailability.mediaservices;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import highavailability.emulator.EmulatorOptions;
import highavailability.emulator.MediaServicesEmulator;
import highavailability.jobs.Json;
import highavailability.local.SharedAzurite;
import highavailability.mediaservices.MediaServiceAdministration.AssetItem;
import highavailability.mediaservices.MediaServiceAdministration.ClearKeyOption;
import highavailability.mediaservices.MediaServiceAdministration.ContentKeyPolicy;
import highavailability.mediaservices.MediaServiceAdministration.JobItem;
import highavailability.mediaservices.MediaServiceAdministration.LocatorItem;
import highavailability.mediaservices.MediaServiceAdministration.StreamingEndpoint;
import highavailability.mediaservices.MediaServiceInstance.NewJob;
import highavailability.mediaservices.MediaServiceInstance.NewStreamingLocator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The port to what operators do against an emulated region, whose pages are short. */
class AzureMediaServiceAdministrationIT {
  private static final String STORAGE = SharedAzurite.newConnectionString();
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final JsonNode ADAPTIVE = TransformProperties.ofBuiltInPreset("AdaptiveStreaming");
  private static final ClearKeyOption CLEAR_KEY =
      new ClearKeyOption("issuer", "audience", new byte[] {1, 2, 3, 4});

  private MediaServicesEmulator emulator;
  private MediaServiceInstance instance;
  private MediaServiceAdministration administration;

  @BeforeEach
  void start() {
    EmulatorOptions options = EmulatorOptions.of("amseast", STORAGE).withPageSize(2);
    emulator = MediaServicesEmulator.start(options);
    AzureMediaServiceInstances both =
        new InstanceBuilder()
            .account(options.subscriptionId(), options.resourceGroup(), options.accountName())
            .endpoint(emulator.endpoint().toString())
            .limits(MediaServiceCallLimits.defaults())
            .clock(Clock.systemUTC())
            .buildAll();
    instance = both.get("amseast");
    administration = both.administrationOf("AMSEast");
  }

  @AfterEach
  void stop() {
    emulator.close();
  }

  @Test
  void a_transform_is_made_found_and_changed() {
    assertEquals(Optional.empty(), administration.findTransform("encode"));

    administration.createOrUpdateTransform("encode", ADAPTIVE);
    JsonNode found = administration.findTransform("encode").orElseThrow();
    JsonNode other = TransformProperties.ofBuiltInPreset("ContentAwareEncoding");
    administration.createOrUpdateTransform("encode", other);
    JsonNode changed = administration.findTransform("encode").orElseThrow();

    assertAll(
        () -> assertTrue(TransformProperties.haveSameOutputs(ADAPTIVE, found), found.toString()),
        () -> assertTrue(TransformProperties.haveSameOutputs(other, changed), changed.toString()));
  }

  @Test
  void all_pages_are_listed() {
    Instant before = Instant.now(Clock.systemUTC()).minusSeconds(60);
    List<String> names = List.of("n-1", "n-2", "n-3");
    List<UUID> ids = names.stream().map(n -> UUID.randomUUID()).toList();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      administration.createOrUpdateTransform(name, ADAPTIVE);
      instance.createOrUpdateAsset(name, Optional.of("other " + name));
      instance.createJob(job(name));
      instance.createStreamingLocator(
          new NewStreamingLocator(
              name, ids.get(i), name, "Predefined_DownloadOnly", Optional.empty(), List.of()));
    }

    List<AssetItem> assets = administration.listAssets();
    List<LocatorItem> locators = administration.listStreamingLocators();
    List<JobItem> jobs = administration.listJobs("n-1");

    assertAll(
        () -> assertEquals(names, administration.listTransforms()),
        () -> assertEquals(names, assets.stream().map(AssetItem::name).toList()),
        () -> assertEquals(Optional.of("other n-3"), assets.get(2).alternateId()),
        () ->
            assertEquals(
                instance.findAsset("n-3").orElseThrow().container(), assets.get(2).container()),
        () -> assertTrue(assets.get(2).createdAt().isAfter(before)),
        () -> assertEquals(names, locators.stream().map(LocatorItem::name).toList()),
        () -> assertEquals(ids, locators.stream().map(LocatorItem::id).toList()),
        () -> assertEquals("n-3", locators.get(2).assetName()),
        () -> assertEquals(names, jobs.stream().map(JobItem::name).toList()),
        () -> assertEquals(Map.of("attempt", "1"), jobs.get(2).correlationData()),
        () -> assertEquals("n-1", jobs.get(2).transformName()),
        () -> assertEquals(List.of(), administration.listJobs("unknown")));
  }

  @Test
  void a_content_key_policy_is_made_found_with_its_key_and_changed() {
    assertEquals(Optional.empty(), administration.findContentKeyPolicy("keys"));

    administration.createOrUpdateContentKeyPolicy("keys", CLEAR_KEY);
    assertEquals(
        Optional.of(new ContentKeyPolicy(Optional.of(CLEAR_KEY))),
        administration.findContentKeyPolicy("keys"));

    ClearKeyOption other = new ClearKeyOption("issuer", "others", new byte[] {5});
    administration.createOrUpdateContentKeyPolicy("keys", other);
    assertEquals(
        Optional.of(new ContentKeyPolicy(Optional.of(other))),
        administration.findContentKeyPolicy("keys"));
  }

  @Test
  void a_streaming_endpoint_is_started_and_stopped() {
    assertEquals(
        List.of(new StreamingEndpoint("default", "Stopped", host())),
        administration.listStreamingEndpoints());

    administration.startStreamingEndpoint("default", LONG);
    administration.startStreamingEndpoint("default", LONG);
    assertTrue(administration.listStreamingEndpoints().get(0).isRunning());

    administration.stopStreamingEndpoint("default", LONG);
    assertEquals("Stopped", administration.listStreamingEndpoints().get(0).state());

    MediaServiceCallException e =
        assertThrows(
            MediaServiceCallException.class,
            () -> administration.startStreamingEndpoint("other", LONG));
    assertEquals(404, e.status().orElseThrow());
  }

  @Test
  void what_can_be_downloaded_is_listed_until_the_locator_is_deleted() {
    instance.createOrUpdateAsset("asset", Optional.empty());
    instance.createStreamingLocator(
        new NewStreamingLocator(
            "locator",
            UUID.randomUUID(),
            "asset",
            "Predefined_DownloadOnly",
            Optional.empty(),
            List.of()));
    assertEquals(List.of(), administration.listDownloadPaths("locator"));

    administration.deleteStreamingLocator("locator");
    administration.deleteStreamingLocator("locator");

    assertEquals(List.of(), administration.listStreamingLocators());
  }

  @Test
  void an_account_without_event_subscriptions_has_an_empty_list() {
    assertEquals(Optional.of(List.of()), administration.listEventSubscriptions());
  }

  @Test
  void a_region_that_is_down_opens_the_circuit_of_the_instance_too() {
    emulator.close();

    for (int i = 0; i < 4; i++) {
      assertThrows(MediaServiceCallException.class, () -> administration.listAssets());
    }

    assertTrue(instance.notAnsweringFor().isPresent());
  }

  private String host() {
    return emulator.endpoint().getAuthority();
  }

  private static NewJob job(String name) {
    return new NewJob(
        "n-1",
        name,
        Json.tree(
            "{\"@odata.type\":\"#Microsoft.Media.JobInputHttp\",\"files\":[\"http://127.0.0.1:1/a\"]}"),
        name,
        Map.of("attempt", "1"));
  }
}
