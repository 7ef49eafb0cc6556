package highavailability.cli.setup;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import highavailability.cli.CliRun;
import highavailability.emulator.EncodingSpeed;
import highavailability.jobs.Json;
import highavailability.local.LocalCluster;
import highavailability.mediaservices.MediaServiceCallLimits;
import highavailability.provisioning.HealthProbe;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** The command against a cluster that is set up already, from which things are taken away. */
@TestInstance(Lifecycle.PER_CLASS)
class InitCommandIT {
  private static final String EAST = "amseastus";
  private static final String WEST = "amswesteurope";

  private final HttpClient http = HttpClient.newHttpClient();
  private LocalCluster cluster;

  @TempDir Path directory;

  @BeforeAll
  void start() {
    cluster =
        LocalCluster.start(
            new LocalCluster.Options(
                2,
                new EncodingSpeed(
                    Duration.ofMillis(50), Duration.ofMillis(50), Duration.ofMillis(200)),
                0,
                Map.of(),
                MediaServiceCallLimits.defaults()));
  }

  @AfterAll
  void stop() {
    cluster.close();
  }

  @Test
  void what_is_missing_is_made_and_the_next_time_all_is_found() {
    forget(WEST, "/transforms/AdaptiveStreaming");
    forget(WEST, "/contentKeyPolicies/ClearKeyPolicy");
    forget(WEST, "/assets/health-probe");
    assertEquals(200, call("POST", WEST, "/streamingEndpoints/default/stop"));

    CliRun first = run("init", "--output", "json");
    CliRun second = run("init", "--output", "json");

    assertAll(
        () -> assertEquals(0, first.exitCode(), first.err()),
        () ->
            assertEquals(
                Map.of(
                    "transform AdaptiveStreaming", "made",
                    "content-key-policy ClearKeyPolicy", "made",
                    "probe-file health-probe", "made",
                    "streaming-endpoint default", "updated"),
                outcomes(first, WEST)),
        () -> assertEquals(List.of("found"), distinctOutcomes(outcomes(first, EAST))),
        () -> assertTrue(first.err().contains("Starting the streaming endpoint of " + WEST)),
        () -> assertEquals(0, second.exitCode(), second.err()),
        () -> assertEquals(List.of("found"), distinctOutcomes(outcomes(second, WEST))),
        () -> assertEquals(List.of("found"), distinctOutcomes(outcomes(second, ""))),
        () -> assertEquals(13, outcomes(second, "").size()),
        () ->
            assertEquals(
                Json.tree("{\"kind\":\"queue\",\"name\":\"job-requests\",\"outcome\":\"found\"}"),
                second.json().get(0)));
  }

  @Test
  void the_probe_path_is_printed_and_answers_in_every_region_and_through_front_door() {
    CliRun run = run("init");

    assertTrue(run.out().contains("Front Door's probe path: " + HealthProbe.PATH), run.out());
    for (String host :
        List.of(
            endpoint(EAST),
            endpoint(WEST),
            "http://" + cluster.settings().get("FrontDoorHostName"))) {
      HttpResponse<String> answer =
          send("GET", HttpRequest.newBuilder(URI.create(host + HealthProbe.PATH)));
      assertEquals(200, answer.statusCode(), host);
      assertEquals("ok\n", answer.body(), host);
    }
  }

  @Test
  void a_region_that_is_down_is_told_and_keeps_no_other_from_being_set_up() {
    forget(WEST, "/transforms/AdaptiveStreaming");
    cluster.regionDown(EAST);
    try {
      CliRun run = run("init", "--output", "json");

      assertAll(
          () -> assertEquals(1, run.exitCode()),
          () -> assertEquals(Map.of("instance " + EAST, "failed"), outcomes(run, EAST)),
          () -> assertEquals("made", outcomes(run, WEST).get("transform AdaptiveStreaming")));
    } finally {
      cluster.regionUp(EAST);
    }
  }

  @Test
  void another_transform_of_the_same_name_is_changed_only_on_demand() throws IOException {
    Path file = directory.resolve("preset.json");
    Files.writeString(
        file,
        """
        {"@odata.type":"#Microsoft.Media.StandardEncoderPreset",
         "codecs":[{"@odata.type":"#Microsoft.Media.AacAudio","bitrate":128000}],
         "formats":[{"@odata.type":"#Microsoft.Media.Mp4Format","filenamePattern":"{Basename}{Extension}"}]}
        """);

    CliRun made = run("init", "--instance", EAST, "--transform", "Own=ContentAwareEncoding");
    CliRun differs = run("init", "--instance", EAST, "--transform-file", "Own=" + file);
    CliRun updated = run("init", "--instance", EAST, "--transform-file", "Own=" + file, "--update");
    CliRun found = run("init", "--instance", "AMSEastUS", "--transform-file", "Own=" + file);

    assertAll(
        () ->
            assertTrue(
                made.out().lines().anyMatch(l -> l.matches(EAST + " +transform +Own +made")),
                made.out()),
        () -> assertFalse(made.out().contains(WEST), made.out()),
        () -> assertEquals(1, differs.exitCode()),
        () -> assertTrue(differs.out().contains("give --update"), differs.out()),
        () -> assertEquals(0, updated.exitCode(), updated.out() + updated.err()),
        () -> assertTrue(updated.out().contains("updated"), updated.out()),
        () -> assertEquals(0, found.exitCode(), found.out()));
  }

  @Test
  void a_policy_with_another_key_differs_and_no_key_is_printed() {
    Map<String, String> changed = new TreeMap<>(cluster.settings());
    changed.put("ClearKeyStreamingKey", "QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE=");

    CliRun run = CliRun.of(changed, "init", "--instance", EAST);

    assertAll(
        () -> assertEquals(1, run.exitCode()),
        () -> assertTrue(run.out().contains("its key is not ClearKeyStreamingKey"), run.out()),
        () -> assertFalse(run.out().contains("QUFB"), run.out()),
        () -> assertFalse(run.out().contains(cluster.settings().get("ClearKeyStreamingKey"))));
  }

  @Test
  void wrong_use_is_told_in_one_line() {
    CliRun account = run("init", "--instance", "amsnowhere");
    CliRun preset = run("init", "--transform", "Magic");
    CliRun file = run("init", "--transform-file", "a=missing.json");

    assertAll(
        () -> assertEquals(2, account.exitCode()),
        () -> assertTrue(account.err().contains("'amsnowhere'"), account.err()),
        () -> assertEquals(2, preset.exitCode()),
        () -> assertTrue(preset.err().contains("'Magic'"), preset.err()),
        () -> assertEquals(2, file.exitCode()),
        () -> assertTrue(file.err().contains("missing.json"), file.err()));
  }

  private CliRun run(String... arguments) {
    return CliRun.of(cluster.settings(), arguments);
  }

  private static Map<String, String> outcomes(CliRun run, String account) {
    return StreamSupport.stream(run.json().spliterator(), false)
        .filter(i -> i.path("instance").asText("").equals(account))
        .collect(
            Collectors.toMap(
                i -> i.path("kind").asText() + " " + i.path("name").asText(),
                i -> i.path("outcome").asText()));
  }

  private static List<String> distinctOutcomes(Map<String, String> outcomes) {
    return outcomes.values().stream().distinct().toList();
  }

  private void forget(String account, String below) {
    assertEquals(200, call("DELETE", account, below));
  }

  private int call(String method, String account, String below) {
    return send(
            method, cluster.mediaServicesOf(account).requestTo(below + "?api-version=2022-08-01"))
        .statusCode();
  }

  private String endpoint(String account) {
    return cluster.mediaServicesOf(account).endpoint().toString();
  }

  private HttpResponse<String> send(String method, HttpRequest.Builder request) {
    try {
      return http.send(
          request.timeout(Duration.ofSeconds(30)).method(method, BodyPublishers.noBody()).build(),
          BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
