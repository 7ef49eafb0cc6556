package highavailability.emulator;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import highavailability.emulator.Webhook.Delivery;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventsIT {

  private final VideoServer videos = new VideoServer();
  private EmulatedRegion region;

  @BeforeEach
  void start() {
    region = new EmulatedRegion();
    region.createTransform();
    region.createAsset("output");
  }

  @AfterEach
  void stop() {
    region.close();
    videos.close();
  }

  @Test
  void a_job_tells_its_whole_life_in_order() {
    try (Webhook webhook = new Webhook(delivery -> false)) {
      region.emulator.subscribe(webhook.url(), EventSchema.EVENT_GRID);

      encode("job");
      awaitEvent(webhook, "JobFinished");

      assertEquals(
          List.of(
              "JobOutputStateChange",
              "JobOutputScheduled",
              "JobStateChange",
              "JobScheduled",
              "JobOutputStateChange",
              "JobOutputProcessing",
              "JobStateChange",
              "JobProcessing",
              "JobOutputStateChange",
              "JobOutputFinished",
              "JobStateChange",
              "JobFinished"),
          webhook.types().stream()
              .map(type -> type.replace("Microsoft.Media.", ""))
              .filter(type -> !type.equals("JobOutputProgress"))
              .toList());
      assertTrue(webhook.types().contains("Microsoft.Media.JobOutputProgress"));
    }
  }

  @Test
  void an_event_grid_event_has_the_documented_shape() {
    try (Webhook webhook = new Webhook(delivery -> false)) {
      region.emulator.subscribe(webhook.url(), EventSchema.EVENT_GRID);

      encode("job");
      Delivery delivery = awaitEvent(webhook, "JobOutputFinished");
      JsonNode event = delivery.event();

      assertTrue(delivery.body().isArray());
      assertEquals("Notification", delivery.headers().getFirst("aeg-event-type"));
      assertEquals("1.0", delivery.headers().getFirst("aeg-data-version"));
      assertEquals("1", delivery.headers().getFirst("aeg-metadata-version"));
      assertFalse(delivery.headers().getFirst("aeg-subscription-name").isBlank());
      assertEquals(0, delivery.deliveryCount());
      assertEquals(region.emulator.accountResourceId(), event.path("topic").asText());
      assertEquals("transforms/AdaptiveStreaming/jobs/job", event.path("subject").asText());
      LocalDateTime.parse(event.path("eventTime").asText());
      assertEquals("Processing", event.at("/data/previousState").asText());
      assertEquals("Finished", event.at("/data/output/state").asText());
      assertEquals(100, event.at("/data/output/progress").asInt());
      assertEquals("output", event.at("/data/output/assetName").asText());
      assertTrue(event.at("/data/output/error").isNull());
      assertEquals("job", event.at("/data/jobCorrelationData/jobName").asText());
    }
  }

  @Test
  void a_cloud_event_comes_alone_and_with_a_zone() {
    try (Webhook webhook = new Webhook(delivery -> false)) {
      region.emulator.subscribe(webhook.url(), EventSchema.CLOUD_EVENTS);

      encode("job");
      Delivery delivery = awaitEvent(webhook, "JobFinished");

      assertTrue(delivery.body().isObject());
      assertEquals(
          "application/cloudevents+json; charset=utf-8",
          delivery.headers().getFirst("Content-Type"));
      assertEquals("1.0", delivery.event().path("specversion").asText());
      assertEquals(region.emulator.accountResourceId(), delivery.event().path("source").asText());
      OffsetDateTime.parse(delivery.event().path("time").asText());
      assertEquals("Finished", delivery.event().at("/data/outputs/0/state").asText());
      assertEquals("job", delivery.event().at("/data/correlationData/jobName").asText());
    }
  }

  @Test
  void events_carry_a_topic_of_their_own_where_there_is_one() {
    String topic =
        "/subscriptions/sub/resourceGroups/group/providers/Microsoft.EventGrid/topics/own";
    try (EmulatedRegion own = new EmulatedRegion(options -> options.withEventGridTopic(topic));
        Webhook webhook = new Webhook(delivery -> false)) {
      own.createTransform();
      own.createAsset("output");
      own.emulator.subscribe(webhook.url(), EventSchema.EVENT_GRID);

      own.createJob("job", EmulatedRegion.httpInput(videos.base().resolve("none.mp4")), "output");

      assertEquals(topic, awaitEvent(webhook, "JobErrored").event().path("topic").asText());
    }
  }

  @Test
  void an_error_event_carries_the_error() {
    try (Webhook webhook = new Webhook(delivery -> false)) {
      region.emulator.subscribe(webhook.url(), EventSchema.EVENT_GRID);

      region.createJob(
          "job", EmulatedRegion.httpInput(videos.base().resolve("none.mp4")), "output");
      JsonNode error = awaitEvent(webhook, "JobOutputErrored").event().at("/data/output/error");

      assertEquals("DownloadNotAccessible", error.path("code").asText());
      assertEquals("Download", error.path("category").asText());
      assertEquals("MayRetry", error.path("retry").asText());
      assertEquals("Error", awaitEvent(webhook, "JobErrored").event().at("/data/state").asText());
    }
  }

  @Test
  void a_canceled_job_is_canceling_first_and_canceled_later() {
    EncodingSpeed endless =
        new EncodingSpeed(Duration.ofMillis(20), Duration.ZERO, Duration.ofHours(1));
    try (Webhook webhook = new Webhook(delivery -> false);
        EmulatedRegion slow = new EmulatedRegion(options -> options.withSpeed(endless))) {
      slow.createTransform();
      slow.createAsset("output");
      slow.emulator.subscribe(webhook.url(), EventSchema.EVENT_GRID);
      slow.createJob("job", EmulatedRegion.httpInput(videos.video()), "output");
      awaitEvent(webhook, "JobOutputProcessing");

      slow.sdk.jobs().cancelJob(slow.group, slow.account, EmulatedRegion.TRANSFORM, "job");

      JsonNode canceling = awaitEvent(webhook, "JobOutputCanceling").event();
      JsonNode canceled = awaitEvent(webhook, "JobOutputCanceled").event();
      assertEquals("Processing", canceling.at("/data/previousState").asText());
      assertEquals("Canceling", canceled.at("/data/previousState").asText());
    }
  }

  @Test
  void a_refused_event_is_sent_again_and_holds_up_no_other() {
    AtomicBoolean finished = new AtomicBoolean();
    try (Webhook webhook =
        new Webhook(
            delivery -> {
              if (delivery.type().endsWith(".JobFinished")) {
                finished.set(true);
              }
              return delivery.type().endsWith(".JobOutputScheduled") && !finished.get();
            })) {
      region.emulator.subscribe(webhook.url(), EventSchema.EVENT_GRID);

      encode("job");
      Delivery late = awaitEvent(webhook, "JobOutputScheduled");

      assertTrue(late.deliveryCount() > 0);
    }
  }

  @Test
  void many_jobs_at_once_all_report_their_end() {
    try (Webhook webhook = new Webhook(delivery -> false)) {
      region.emulator.subscribe(webhook.url(), EventSchema.EVENT_GRID);

      IntStream.range(0, 30).forEach(number -> encode("job-" + number));

      await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () ->
                  webhook.accepted().stream()
                          .filter(delivery -> delivery.type().endsWith(".JobOutputFinished"))
                          .map(delivery -> delivery.event().path("subject").asText())
                          .distinct()
                          .count()
                      == 30);
    }
  }

  @Test
  void subscriptions_are_listed_without_their_keys() {
    String below = "/providers/Microsoft.EventGrid/eventSubscriptions";
    try (Webhook webhook = new Webhook(delivery -> false)) {
      region.emulator.subscribe(
          URI.create(webhook.url() + "?code=s3cret"), EventSchema.CLOUD_EVENTS);

      JsonNode value = region.call("GET", below, "api-version=2022-06-15", "").json().path("value");

      assertEquals(1, value.size());
      JsonNode properties = value.get(0).path("properties");
      assertEquals(region.emulator.accountResourceId(), properties.path("topic").asText());
      assertEquals("Succeeded", properties.path("provisioningState").asText());
      assertEquals("WebHook", properties.path("destination").path("endpointType").asText());
      assertEquals(
          webhook.url().toString(),
          properties.at("/destination/properties/endpointBaseUrl").asText());
      assertTrue(
          properties
              .at("/filter/includedEventTypes")
              .toString()
              .contains("\"Microsoft.Media.JobOutputFinished\""));
      assertFalse(value.toString().contains("s3cret"));
    }
    assertEquals(405, region.call("PUT", below, "api-version=2022-06-15", "{}").status());
  }

  @Test
  void a_webhook_that_is_not_there_cannot_be_subscribed() {
    IllegalStateException refusal =
        assertThrows(
            IllegalStateException.class,
            () ->
                region.emulator.subscribe(
                    URI.create("http://127.0.0.1:1/events?code=s3cret"), EventSchema.EVENT_GRID));

    assertTrue(refusal.getMessage().contains("127.0.0.1:1"), refusal.getMessage());
    assertFalse(refusal.getMessage().contains("s3cret"), refusal.getMessage());
  }

  @Test
  void a_webhook_that_ignores_the_handshake_cannot_be_subscribed() {
    for (EventSchema schema : EventSchema.values()) {
      assertThrows(
          IllegalStateException.class, () -> region.emulator.subscribe(videos.base(), schema));
    }
  }

  private void encode(String job) {
    region.createJob(job, EmulatedRegion.httpInput(videos.video()), "output");
  }

  private static Delivery awaitEvent(Webhook webhook, String type) {
    return await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(50))
        .until(
            () ->
                webhook.accepted().stream()
                    .filter(delivery -> delivery.type().equals("Microsoft.Media." + type))
                    .findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }
}
