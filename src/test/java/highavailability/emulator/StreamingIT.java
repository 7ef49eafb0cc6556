package highavailability.emulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.azure.core.util.BinaryData;
import com.azure.resourcemanager.mediaservices.models.ListPathsResponse;
import com.azure.resourcemanager.mediaservices.models.StreamingEndpointResourceState;
import com.azure.resourcemanager.mediaservices.models.StreamingPath;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StreamingIT {

  private static final String CLEAR = "Predefined_ClearStreamingOnly";
  private static final String CLEAR_KEY = "Predefined_ClearKey";

  private EmulatedRegion region;

  @BeforeEach
  void start() {
    region = new EmulatedRegion();
    region.createAsset("asset");
  }

  @AfterEach
  void stop() {
    region.close();
  }

  @Test
  void paths_lead_to_the_manifest_in_the_container() {
    try (VideoServer videos = new VideoServer()) {
      region.createEncodedAsset("encoded", videos.video());
    }
    region.createKeyPolicy();
    UUID clear = UUID.randomUUID();
    UUID encrypted = UUID.randomUUID();
    region
        .defineLocator("clear", "encoded")
        .withStreamingPolicyName(CLEAR)
        .withStreamingLocatorId(clear)
        .create();
    region
        .defineLocator("encrypted", "encoded")
        .withStreamingPolicyName(CLEAR_KEY)
        .withDefaultContentKeyPolicyName("keys")
        .withStreamingLocatorId(encrypted)
        .create();

    assertEquals(
        List.of(
            "Hls NoEncryption /" + clear + "/my_video.ism/manifest(format=m3u8-cmaf)",
            "Dash NoEncryption /" + clear + "/my_video.ism/manifest(format=mpd-time-cmaf)",
            "SmoothStreaming NoEncryption /" + clear + "/my_video.ism/manifest"),
        lines(paths("clear")));
    assertEquals(
        List.of(
            "Hls EnvelopeEncryption /"
                + encrypted
                + "/my_video.ism/manifest(format=m3u8-cmaf,encryption=cbc)",
            "Dash EnvelopeEncryption /"
                + encrypted
                + "/my_video.ism/manifest(format=mpd-time-cmaf,encryption=cbc)",
            "SmoothStreaming EnvelopeEncryption /"
                + encrypted
                + "/my_video.ism/manifest(encryption=cbc)"),
        lines(paths("encrypted")));
  }

  @Test
  void an_asset_without_a_manifest_has_no_paths() {
    region.defineLocator("locator", "asset").withStreamingPolicyName(CLEAR).create();

    assertTrue(paths("locator").streamingPaths().isEmpty());
  }

  @Test
  void downloads_are_listed_when_the_policy_allows_them() {
    try (VideoServer videos = new VideoServer()) {
      region.createEncodedAsset("encoded", videos.video());
    }
    region
        .defineLocator("locator", "encoded")
        .withStreamingPolicyName("Predefined_DownloadOnly")
        .create();

    assertEquals(7, paths("locator").downloadPaths().size());
    assertTrue(paths("locator").streamingPaths().isEmpty());
  }

  @Test
  void downloads_are_served_while_the_streaming_endpoint_runs() {
    region.containerOf("asset").getBlobClient("folder/a b.txt").upload(BinaryData.fromString("ok"));
    UUID id = UUID.randomUUID();
    region
        .defineLocator("download", "asset")
        .withStreamingPolicyName("Predefined_DownloadOnly")
        .withStreamingLocatorId(id)
        .create();
    region.defineLocator("clear", "asset").withStreamingPolicyName(CLEAR).create();
    String url = region.emulator.endpoint() + "/" + id + "/folder/a%20b.txt";

    assertEquals(404, region.callUrl("GET", url, "").status());
    region.sdk.streamingEndpoints().start(region.group, region.account, "default");

    assertEquals(new EmulatedRegion.Answer(200, "ok"), region.callUrl("GET", url, ""));
    assertEquals(new EmulatedRegion.Answer(200, ""), region.callUrl("HEAD", url, ""));
    assertEquals(404, region.callUrl("GET", url + "x", "").status());
    UUID clear =
        region
            .sdk
            .streamingLocators()
            .get(region.group, region.account, "clear")
            .streamingLocatorId();
    String notForDownload = url.replace(id.toString(), clear.toString());
    assertEquals(404, region.callUrl("GET", notForDownload, "").status());
  }

  @Test
  void the_default_streaming_endpoint_is_started_and_stopped() {
    assertEquals(StreamingEndpointResourceState.STOPPED, endpointState());

    region.sdk.streamingEndpoints().start(region.group, region.account, "default");
    assertEquals(StreamingEndpointResourceState.RUNNING, endpointState());

    region.sdk.streamingEndpoints().stop(region.group, region.account, "default");
    assertEquals(StreamingEndpointResourceState.STOPPED, endpointState());
  }

  @Test
  void manifests_are_served_while_the_streaming_endpoint_runs() {
    try (VideoServer videos = new VideoServer()) {
      region.createEncodedAsset("encoded", videos.video());
    }
    region.defineLocator("locator", "encoded").withStreamingPolicyName(CLEAR).create();
    String host =
        region.sdk.streamingEndpoints().get(region.group, region.account, "default").hostname();
    List<String> urls =
        paths("locator").streamingPaths().stream()
            .map(path -> "http://" + host + path.paths().get(0))
            .toList();

    assertEquals(404, region.callUrl("GET", urls.get(0), "").status());
    region.sdk.streamingEndpoints().start(region.group, region.account, "default");

    for (String url : urls) {
      assertEquals(200, region.callUrl("GET", url, "").status(), url);
      assertEquals(200, region.callUrl("HEAD", url, "").status(), url);
    }
    assertTrue(region.callUrl("GET", urls.get(0), "").body().startsWith("#EXTM3U"));
    assertTrue(region.callUrl("GET", urls.get(1), "").body().contains("my_video_640x360"));
    String elsewhere = "http://" + host + "/" + UUID.randomUUID() + "/my_video.ism/manifest";
    assertEquals(404, region.callUrl("GET", elsewhere, "").status());
    assertFalse(urls.contains(elsewhere));
  }

  private ListPathsResponse paths(String locator) {
    return region.sdk.streamingLocators().listPaths(region.group, region.account, locator);
  }

  private static List<String> lines(ListPathsResponse response) {
    return response.streamingPaths().stream().map(StreamingIT::line).toList();
  }

  private static String line(StreamingPath path) {
    return path.streamingProtocol() + " " + path.encryptionScheme() + " " + path.paths().get(0);
  }

  private StreamingEndpointResourceState endpointState() {
    return region
        .sdk
        .streamingEndpoints()
        .get(region.group, region.account, "default")
        .resourceState();
  }
}
