package highavailability.cli.instances;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import highavailability.cli.command.CommandFailedException;
import highavailability.cli.instances.ClearKeyTokens.Token;
import highavailability.jobs.Job;
import highavailability.mediaservices.MediaServiceCallException.Outcome;
import highavailability.mediaservices.MediaServiceInstance.ContentKey;
import highavailability.mediaservices.MediaServiceInstance.NewStreamingLocator;
import highavailability.provisioning.ClearKeyTokenService;
import highavailability.testing.FakeJobStore;
import highavailability.testing.FakeMediaServiceInstances;
import highavailability.testing.JobRequests;
import highavailability.testing.SettableClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ClearKeyTokensTest {
  private static final Instant NOW = Instant.parse("2026-11-30T10:00:00.500Z");
  private static final UUID KEY = UUID.randomUUID();

  private final SettableClock clock = new SettableClock(NOW);
  private final FakeMediaServiceInstances instances =
      new FakeMediaServiceInstances("amseast", "amswest");
  private final FakeJobStore jobs = new FakeJobStore();
  private final ClearKeyTokens tokens =
      new ClearKeyTokens(
          instances,
          jobs,
          new ClearKeyTokenService(
              "issuer",
              "audience",
              "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII),
              clock),
          clock);

  @Test
  void a_token_is_for_the_key_of_the_assets_encrypted_locator() {
    publish("amseast", "output-1~2");

    Token token = tokens.create("output-1~2", Duration.ofHours(1));

    assertEquals(KEY.toString(), token.contentKeyId());
    assertEquals("output-1~2~clearkey", token.streamingLocatorName());
    assertEquals("2026-11-30T11:00:00Z", token.expiresAt());
    assertEquals(3, token.token().split("\\.").length);
  }

  @Test
  void the_next_instance_is_asked_when_one_is_down() {
    publish("amswest", "output-1");
    instances.get("amseast").fail("findStreamingLocator", Outcome.UNAVAILABLE, 0);

    assertEquals(
        "amswest", tokens.create("output-1", Duration.ofHours(1)).mediaServiceAccountName());
  }

  @Test
  void the_next_instance_is_asked_when_one_does_not_have_the_asset() {
    publish("amswest", "output-1");

    assertEquals(
        "amswest", tokens.create("output-1", Duration.ofHours(1)).mediaServiceAccountName());
  }

  @Test
  void an_asset_that_is_not_provisioned_has_no_token() {
    String message = failure(() -> tokens.create("output-1", Duration.ofHours(1)));

    assertTrue(message.startsWith("No instance has a streaming locator 'output-1~clearkey'"));
  }

  @Test
  void instances_that_did_not_answer_are_named() {
    instances.get("amseast").fail("findStreamingLocator", Outcome.UNKNOWN, 500);

    String message = failure(() -> tokens.create("output-1", Duration.ofHours(1)));

    assertTrue(message.startsWith("No instance that answers has"), message);
    assertTrue(message.contains("amseast answered 500"), message);
  }

  @Test
  void a_job_leads_to_the_asset_that_its_event_names() {
    Job finished =
        Job.opened(JobRequests.request(1), NOW)
            .placedAt("amseast", NOW)
            .superseded("failed", true, NOW)
            .placedAt("amswest", NOW)
            .finished(NOW);
    Job job = jobs.insert(finished).orElseThrow();
    assertTrue(failure(() -> tokens.assetOf("jobName-1")).contains("nothing yet"));

    jobs.replace(
        job.withFollowUps(
            job.followUps().withCompletedEvent("{\"assetName\":\"output-1~2\"}", Set.of())));

    assertEquals("output-1~2", tokens.assetOf("JOBNAME-1"));
  }

  @Test
  void a_job_that_failed_or_is_unknown_leads_to_no_asset() {
    jobs.insert(
        Job.opened(JobRequests.request(1), NOW)
            .placedAt("amseast", NOW)
            .failed("Code", "message", NOW));

    assertTrue(failure(() -> tokens.assetOf("jobName-1")).contains("has failed"));
    assertTrue(failure(() -> tokens.assetOf("jobName-2")).contains("no job 'jobName-2'"));
  }

  private void publish(String account, String assetName) {
    instances
        .get(account)
        .createStreamingLocator(
            new NewStreamingLocator(
                assetName + "~clearkey",
                UUID.randomUUID(),
                assetName,
                "Predefined_ClearKey",
                Optional.of("policy"),
                List.of(new ContentKey(KEY, "value", Optional.empty()))));
  }

  private static String failure(Runnable action) {
    return assertThrows(CommandFailedException.class, action::run).getMessage();
  }
}
