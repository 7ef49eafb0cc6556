package highavailability.cli;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import highavailability.emulator.EncodingSpeed;
import highavailability.emulator.JobState;
import highavailability.jobs.Decision;
import highavailability.jobs.FollowUps;
import highavailability.jobs.Job;
import highavailability.jobs.Json;
import highavailability.local.InputServer;
import highavailability.local.LocalCluster;
import highavailability.mediaservices.MediaServiceAdministration;
import highavailability.mediaservices.MediaServiceCallLimits;
import highavailability.mediaservices.MediaServiceInstance;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands {@code instances}, {@code token} and {@code cleanup} against a cluster. */
@TestInstance(Lifecycle.PER_CLASS)
class InstancesTokenCleanupIT {
  private static final String TRANSFORM = "AdaptiveStreaming";

  private InputServer input;
  private LocalCluster cluster;
  private String first;
  private String second;

  @BeforeAll
  void start() {
    input = InputServer.start(Path.of("src/test/media/test-pattern.mp4"));
    Duration brief = Duration.ofMillis(50);
    cluster =
        LocalCluster.start(
            new LocalCluster.Options(
                2,
                new EncodingSpeed(brief, brief, brief),
                0,
                Map.of("TimeDurationInMinutesToVerifyJobStatus", "PT2S"),
                MediaServiceCallLimits.defaults()));
    first = cluster.component().mediaServiceInstances().accountNames().get(0);
    second = cluster.component().mediaServiceInstances().accountNames().get(1);
  }

  @AfterAll
  void stop() {
    cluster.close();
    input.close();
  }

  @Test
  void instances_are_listed_and_one_that_is_down_gives_no_answer() {
    cluster.mediaServicesOf(second).faults().apiDown();
    try {
      JsonNode instances = json("instances").path("instances");
      assertEquals(first, instances.path(0).path("account").asText());
      assertEquals("Healthy", instances.path(0).path("state").asText());
      assertTrue(instances.path(0).path("enabled").asBoolean());
      assertEquals(
          "Running", instances.path(0).path("streamingEndpoints").path(0).path("state").asText());
      assertFalse(instances.path(1).has("streamingEndpoints"), instances.toString());
      assertTrue(instances.path(1).path("streamingProblem").asText().contains(second));

      CliRun table = run("instances", "list");
      assertEquals(0, table.exitCode(), table.err());
      assertTrue(table.out().startsWith("INSTANCE "), table.out());
      assertTrue(table.out().contains("default Running"), table.out());
      assertTrue(table.out().contains("no answer"), table.out());
      assertFalse(run("instances", "--offline").out().contains("no answer"));
    } finally {
      cluster.mediaServicesOf(second).faults().apiUp();
    }
  }

  @Test
  void an_evaluation_is_made_at_once() {
    Instant before = Instant.now();

    JsonNode instances = json("instances", "evaluate").path("instances");

    for (JsonNode instance : instances) {
      Instant evaluated = Instant.parse(instance.path("lastEvaluated").asText());
      assertFalse(evaluated.isBefore(before.minusMillis(1)), instance.toString());
    }
  }

  @Test
  void an_instance_is_disabled_and_enabled_but_the_last_one_by_force_only() {
    CliRun disabled = run("instances", "disable", first.toUpperCase());
    try {
      assertEquals(0, disabled.exitCode(), disabled.err());
      assertTrue(disabled.out().contains(first + "  enabled  disabled"), disabled.out());
      assertTrue(disabled.err().contains("Jobs that run there go on"), disabled.err());
      assertFalse(
          json("instances", "list", "--offline")
              .path("instances")
              .path(0)
              .path("enabled")
              .asBoolean());

      CliRun last = run("instances", "disable", second);
      assertEquals(1, last.exitCode());
      assertTrue(last.err().contains("--force"), last.err());
      assertEquals("", last.out());
    } finally {
      JsonNode enabled = json("instances", "enable", first, second).path("instances");
      assertFalse(enabled.path(0).path("enabledBefore").asBoolean());
      assertTrue(enabled.path(0).path("enabled").asBoolean());
      assertTrue(enabled.path(1).path("enabledBefore").asBoolean());
    }
  }

  @Test
  void a_region_is_taken_out_by_its_streaming_endpoint_and_brought_back() {
    CliRun stopped = run("instances", "stop-streaming", first, "--timeout", "PT20S");
    try {
      assertEquals(0, stopped.exitCode(), stopped.err());
      assertTrue(stopped.out().contains(first + "  default   Running  Stopped"), stopped.out());

      CliRun last = run("instances", "stop-streaming", second);
      assertEquals(1, last.exitCode());
      assertTrue(last.err().contains("--force"), last.err());

      CliRun unknown = run("instances", "stop-streaming", second, "--endpoint", "x", "--force");
      assertEquals(1, unknown.exitCode());
      assertTrue(unknown.out().contains("there is no streaming endpoint 'x'"), unknown.out());
    } finally {
      JsonNode started =
          json("instances", "start-streaming", first).path("streamingEndpoints").path(0);
      assertEquals("Stopped", started.path("before").asText());
      assertEquals("Running", started.path("after").asText());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "instances enable",
        "instances enable nowhere",
        "instances stop-streaming nowhere",
        "instances start-streaming amseastus --timeout 1h",
        "instances --output json list",
        "instances remove",
        "token",
        "token output --job job",
        "token output --valid-for P31D",
        "token output --valid-for PT0S",
        "token -q output --output json",
        "cleanup",
        "cleanup --delete --yes",
        "cleanup --name x --delete",
        "cleanup --name x --delete --dry-run --yes",
        "cleanup --name x --kind jobs,transforms",
        "cleanup --name x --instance nowhere",
        "cleanup --to 2026-01-01 --older-than P1D",
        "cleanup --from 2026-01-02 --to 2026-01-01",
        "cleanup --from yesterday",
      })
  void wrong_use_is_told_in_one_line_and_does_nothing(String line) {
    CliRun run = run(line.split(" "));

    assertEquals(2, run.exitCode(), run.err());
    assertEquals("", run.out());
    assertTrue(run.err().startsWith("msha: "), run.err());
    assertFalse(run.err().contains("Exception"), run.err());
    if (line.contains("nowhere")) {
      assertTrue(run.err().contains(first + ", " + second), run.err());
    }
  }

  @Test
  void a_token_opens_the_key_of_an_asset_from_whichever_region_answers() throws Exception {
    submit("tokens-1");
    awaitOver("tokens-1");
    Instant before = Instant.now();

    CliRun quiet = run("token", "-q", "tokens-1-out");
    assertEquals(0, quiet.exitCode(), quiet.err());
    JsonNode made = json("token", "--job", "tokens-1", "--valid-for", "PT2H");

    String keyId =
        cluster
            .component()
            .mediaServiceInstances()
            .get(second)
            .listContentKeys("tokens-1-out~clearkey")
            .get(0)
            .id()
            .toString();
    assertEquals(keyId, made.path("contentKeyId").asText());
    assertEquals("tokens-1-out~clearkey", made.path("streamingLocatorName").asText());
    assertEquals(keyId, keyOf(claims(quiet.out().strip())));
    JWTClaimsSet claims = claims(made.path("token").asText());
    assertEquals(keyId, keyOf(claims));
    assertEquals(
        Date.from(Instant.parse(made.path("expiresAt").asText())).getTime(),
        claims.getExpirationTime().getTime(),
        1000);
    assertFalse(claims.getExpirationTime().toInstant().isBefore(before.plusSeconds(2 * 3600 - 1)));

    cluster.mediaServicesOf(first).faults().apiDown();
    try {
      CliRun table = run("token", "tokens-1-out");
      assertEquals(0, table.exitCode(), table.err());
      assertTrue(table.out().contains("Key      " + keyId), table.out());
      assertTrue(table.out().contains("Told by  " + second), table.out());
    } finally {
      cluster.mediaServicesOf(first).faults().apiUp();
    }
  }

  @Test
  void there_is_no_token_for_what_is_not_provisioned() {
    CliRun asset = run("token", "nothing");
    assertEquals(1, asset.exitCode());
    assertTrue(asset.err().contains("'nothing~clearkey'"), asset.err());
    CliRun job = run("token", "--job", "nothing");
    assertEquals(1, job.exitCode());
    assertEquals("msha: There is no job 'nothing'.\n", job.err());
  }

  @Test
  void finished_jobs_are_cleaned_up_everywhere_and_running_ones_are_left_alone() {
    submit("clean-done");
    submit("clean-failed", "http://127.0.0.1:1/nothing.mp4");
    awaitOver("clean-done");
    awaitOver("clean-failed");
    // The app removes what earlier attempts have left; the last one's job stays for inspection.
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                thingsLike("clean-failed")
                    .equals(List.of("job clean-failed~3", "asset clean-failed-out~3")));
    at(first).createOrUpdateAsset("clean-theirs", Optional.empty());
    for (String account : List.of(first, second)) {
      cluster.mediaServicesOf(account).faults().stickJobsIn(JobState.PROCESSING);
    }
    try {
      submit("clean-busy");
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> thingsLike("clean-busy").contains("job clean-busy"));
      List<String> busy = thingsLike("clean-busy");
      List<String> done =
          Stream.of("clean-done", "clean-failed")
              .flatMap(name -> thingsLike(name).stream())
              .toList();
      assertTrue(done.contains("locator clean-done-out~clearkey"), done.toString());

      JsonNode planned = json("cleanup", "--name", "CLEAN-*");
      assertTrue(planned.path("dryRun").asBoolean());
      assertEquals(done.size(), planned.path("summary").path("deletable").asInt());
      assertEquals(busy, thingsLike("clean-busy"));

      assertEquals(0, run("cleanup", "--name", "clean-*", "--dry-run").exitCode());
      CliRun no = withAnswer("no\n", "cleanup", "--name", "clean-*", "--delete");
      assertEquals(1, no.exitCode());
      assertTrue(no.err().contains("Delete " + done.size() + " things? [y/N]"), no.err());
      assertFalse(thingsLike("clean-done").isEmpty());

      CliRun yes = withAnswer("yes\n", "cleanup", "--name", "clean-*", "--delete");
      assertEquals(0, yes.exitCode(), yes.err());
      assertTrue(
          yes.out().contains(done.size() + " deleted, " + (busy.size() + 1) + " kept, 0 failed"),
          yes.out());
      assertEquals(List.of(), thingsLike("clean-done"));
      assertEquals(List.of(), thingsLike("clean-failed"));
      assertEquals(busy, thingsLike("clean-busy"));
      assertTrue(at(first).findAsset("clean-theirs").isPresent());

      JsonNode again = json("cleanup", "--name", "clean-*", "--delete", "--yes");
      assertEquals(0, again.path("summary").path("deleted").asInt());
      JsonNode foreign =
          json(
              "cleanup",
              "--name",
              "clean-theirs",
              "--include-foreign",
              "--kind",
              "assets",
              "--delete",
              "--yes");
      assertEquals(1, foreign.path("summary").path("deleted").asInt());
    } finally {
      for (String account : List.of(first, second)) {
        cluster.mediaServicesOf(account).faults().releaseJobs();
      }
    }
    awaitOver("clean-busy");
  }

  @Test
  void a_region_that_is_down_is_reported_and_cleaned_up_by_the_next_run() {
    submit("down-1");
    awaitOver("down-1");
    cluster.mediaServicesOf(second).faults().apiDown();
    try {
      CliRun run = run("cleanup", "--name", "down-*", "--older-than", "PT0.001S", "--delete", "-y");
      assertEquals(1, run.exitCode(), run.err());
      assertTrue(run.out().contains("Not cleaned up: " + second), run.out());
      assertEquals(List.of(), thingsAt(first, "down-1"));
    } finally {
      cluster.mediaServicesOf(second).faults().apiUp();
    }
    assertFalse(thingsAt(second, "down-1").isEmpty());

    CliRun run = run("cleanup", "--name", "down-*", "--delete", "--yes", "--instance", second);

    assertEquals(0, run.exitCode(), run.err());
    assertEquals(List.of(), thingsLike("down-1"));
  }

  private CliRun run(String... arguments) {
    return CliRun.of(cluster.settings(), arguments);
  }

  private CliRun withAnswer(String answer, String... arguments) {
    return CliRun.withInput(cluster.settings(), answer, true, arguments);
  }

  private JsonNode json(String... arguments) {
    List<String> all = new ArrayList<>(Arrays.asList(arguments));
    all.addAll(List.of("--output", "json"));
    CliRun run = run(all.toArray(String[]::new));
    assertEquals(0, run.exitCode(), run.err());
    return run.json();
  }

  private JWTClaimsSet claims(String token) throws Exception {
    SignedJWT jwt = SignedJWT.parse(token);
    assertTrue(
        jwt.verify(
            new MACVerifier(
                Base64.getDecoder().decode(cluster.settings().get("ClearKeyStreamingKey")))));
    assertEquals(cluster.settings().get("TokenIssuer"), jwt.getJWTClaimsSet().getIssuer());
    assertEquals(
        List.of(cluster.settings().get("TokenAudience")), jwt.getJWTClaimsSet().getAudience());
    return jwt.getJWTClaimsSet();
  }

  private static String keyOf(JWTClaimsSet claims) throws Exception {
    return claims.getStringClaim("urn:microsoft:azure:mediaservices:contentkeyidentifier");
  }

  private MediaServiceInstance at(String account) {
    return cluster.component().mediaServiceInstances().get(account);
  }

  /** Everything in all regions whose name begins so. */
  private List<String> thingsLike(String prefix) {
    return Stream.of(first, second).flatMap(a -> thingsAt(a, prefix).stream()).toList();
  }

  private List<String> thingsAt(String account, String prefix) {
    MediaServiceAdministration there =
        cluster.component().mediaServiceAdministrations().administrationOf(account);
    return Stream.of(
            there.listJobs(TRANSFORM).stream().map(j -> "job " + j.name()),
            there.listStreamingLocators().stream().map(l -> "locator " + l.name()),
            there.listAssets().stream().map(a -> "asset " + a.name()))
        .flatMap(s -> s)
        .filter(s -> s.substring(s.indexOf(' ') + 1).startsWith(prefix))
        .toList();
  }

  private void submit(String jobName) {
    submit(jobName, input.uri().toString());
  }

  private void submit(String jobName, String url) {
    cluster.submit(
        Json.write(
            Map.of(
                "id", jobName,
                "jobName", jobName,
                "transformName", TRANSFORM,
                "outputAssetName", jobName + "-out",
                "jobInputs",
                    Map.of(
                        "@odata.type",
                        "#Microsoft.Media.JobInputs",
                        "inputs",
                        List.of(
                            Map.of(
                                "@odata.type",
                                "#Microsoft.Media.JobInputHttp",
                                "files",
                                List.of(url)))))));
  }

  /** Until the job is decided, announced, in all regions, and removed by the app if it finished. */
  private void awaitOver(String jobName) {
    Predicate<Job> isOver =
        job -> {
          FollowUps done = job.followUps();
          return job.decision().filter(Decision.Failed.class::isInstance).isPresent()
              ? done.failedEventSentAt().isPresent()
              : done.completedEventSentAt().isPresent()
                  && done.pendingAccounts().isEmpty()
                  && done.cleanedUpAt().isPresent();
        };
    await()
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(250))
        .until(() -> cluster.component().jobStore().find(jobName).filter(isOver).isPresent());
  }
}
