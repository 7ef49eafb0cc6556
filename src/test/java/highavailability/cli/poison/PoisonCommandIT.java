package highavailability.cli.poison;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import highavailability.cli.CliRun;
import highavailability.emulator.EncodingSpeed;
import highavailability.jobs.QueueNames;
import highavailability.local.InputServer;
import highavailability.local.LocalCluster;
import highavailability.mediaservices.MediaServiceCallLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Poison messages of a running app, from their arrival to the jobs that they became. */
@TestInstance(Lifecycle.PER_CLASS)
class PoisonCommandIT {
  private static final Duration STATE_TIME = Duration.ofMillis(50);

  private InputServer input;
  private LocalCluster cluster;

  @BeforeAll
  void start() {
    input = InputServer.start(Path.of("src/test/media/test-pattern.mp4"));
    cluster =
        LocalCluster.start(
            new LocalCluster.Options(
                2,
                new EncodingSpeed(STATE_TIME, STATE_TIME, Duration.ofMillis(200)),
                0,
                Map.of(),
                MediaServiceCallLimits.defaults()));
  }

  @AfterAll
  void stop() {
    cluster.close();
    input.close();
  }

  @Test
  void a_request_with_an_unknown_transform_is_listed_shown_mended_and_requeued() {
    cluster.submit(request("job-wrong", "NoSuchTransform"));
    patiently().until(() -> list("job-requests").at("/queues/0/count").asLong() > 0);

    JsonNode message = messageOf(list("job-requests"), "job-wrong");
    assertTrue(message.get("reason").textValue().contains("NoSuchTransform"), message.toString());
    assertEquals(1, message.get("returns").intValue());
    assertEquals("base64", message.get("encoding").textValue());

    CliRun show = run("show", "job-requests-poison", "JOB-WRONG");
    assertEquals(0, show.exitCode(), show.err());
    assertTrue(show.out().contains("\"transformName\" : \"NoSuchTransform\""), show.out());
    assertTrue(show.out().contains("?REDACTED"), show.out());
    assertFalse(show.out().contains("s3cret"), show.out());
    assertTrue(run("show", "job-requests", "job-wrong", "--with-secrets").out().contains("s3cret"));

    CliRun init =
        CliRun.of(cluster.settings(), "init", "--transform", "NoSuchTransform=AdaptiveStreaming");
    assertEquals(0, init.exitCode(), init.err());
    CliRun requeue = run("requeue", "job-requests", "--job", "job-wrong");

    assertEquals(0, requeue.exitCode(), requeue.err());
    assertTrue(requeue.out().contains("job-requests-poison: 1 requeued"), requeue.out());
    awaitProvisioned("job-wrong");
    assertEquals(0, countOf(list("job-requests"), "job-wrong"));
  }

  @Test
  void a_request_that_was_dropped_without_base64_is_cured_by_requeueing_it() {
    cluster
        .component()
        .operatorQueues()
        .sendAsIs(QueueNames.JOB_REQUESTS, request("job-raw", "AdaptiveStreaming"));
    patiently().until(() -> countOf(list("job-requests"), "job-raw") == 1);

    JsonNode message = messageOf(list("job-requests"), "job-raw");
    assertEquals("raw", message.get("encoding").textValue());
    assertEquals(0, message.get("returns").intValue());
    assertFalse(message.has("reason"));
    assertTrue(run("list", "job-requests").out().contains("not Base64"));

    String id = message.get("id").textValue();
    assertEquals(0, run("requeue", "job-requests", "--id", id).exitCode());
    awaitProvisioned("job-raw");
  }

  private void awaitProvisioned(String jobName) {
    patiently()
        .until(
            () ->
                cluster
                    .component()
                    .jobStore()
                    .find(jobName)
                    .flatMap(j -> j.followUps().completedEventSentAt())
                    .isPresent());
  }

  private JsonNode list(String queue) {
    CliRun run = run("list", queue, "--output", "json");
    assertEquals(0, run.exitCode(), run.err());
    return run.json();
  }

  private static JsonNode messageOf(JsonNode list, String jobName) {
    for (JsonNode message : list.at("/queues/0/messages")) {
      if (message.path("jobName").asText().equals(jobName)) {
        return message;
      }
    }
    throw new AssertionError(jobName + " is not in " + list);
  }

  private static int countOf(JsonNode list, String jobName) {
    return (int)
        list.at("/queues/0/messages").findValuesAsText("jobName").stream()
            .filter(jobName::equals)
            .count();
  }

  private CliRun run(String... arguments) {
    return CliRun.of(cluster.settings(), poison(arguments));
  }

  private static String[] poison(String... arguments) {
    return Stream.concat(Stream.of("poison"), Arrays.stream(arguments)).toArray(String[]::new);
  }

  private String request(String jobName, String transform) {
    return """
        {"id":"id-%1$s","jobName":"%1$s","transformName":"%2$s","outputAssetName":"output-%1$s",
         "jobInputs":{"@odata.type":"#Microsoft.Media.JobInputs","inputs":[
           {"@odata.type":"#Microsoft.Media.JobInputHttp","files":["%3$s?sig=s3cret"]}]}}"""
        .formatted(jobName, transform, input.uri());
  }

  private static ConditionFactory patiently() {
    return await().atMost(Duration.ofSeconds(90)).pollInterval(Duration.ofMillis(250));
  }
}
