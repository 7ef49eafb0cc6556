package highavailability.emulator;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.azure.resourcemanager.mediaservices.models.JobState;
import highavailability.emulator.Webhook.Delivery;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EventFaultsIT {

  private final VideoServer videos = new VideoServer();
  private final EmulatedRegion region = new EmulatedRegion();
  private final Faults faults = region.emulator.faults();
  private final Webhook webhook = new Webhook(delivery -> false);

  @BeforeAll
  void start() {
    region.createTransform();
    region.createAsset("output");
    region.emulator.subscribe(webhook.url(), EventSchema.EVENT_GRID);
  }

  @AfterEach
  void clear() {
    faults.clear();
  }

  @AfterAll
  void stop() {
    region.close();
    videos.close();
    webhook.close();
  }

  @Test
  void lost_events_never_come() {
    faults.loseEvents();
    encode("lost");

    faults.clear();
    encode("seen");
    awaitEvents("seen", "JobFinished", 1);

    assertEquals(List.of(), eventsOf("lost"));
  }

  @Test
  void delayed_events_come_at_once_and_in_order_when_the_fault_ends() {
    faults.delayEvents(Duration.ofHours(1));
    encode("delayed");
    assertEquals(List.of(), eventsOf("delayed"));

    faults.clear();

    awaitEvents("delayed", "JobFinished", 1);
    List<String> types = typesOf("delayed");
    assertTrue(types.indexOf("JobOutputScheduled") < types.indexOf("JobOutputFinished"));
  }

  @Test
  void delayed_events_come_after_their_delay() {
    faults.delayEvents(Duration.ofMillis(800));
    encode("bit-late");

    awaitEvents("bit-late", "JobFinished", 1);

    LocalDateTime raised =
        eventsOf("bit-late").stream()
            .filter(delivery -> delivery.type().endsWith(".JobFinished"))
            .map(delivery -> LocalDateTime.parse(delivery.event().path("eventTime").asText()))
            .findFirst()
            .orElseThrow();
    assertFalse(LocalDateTime.now(ZoneOffset.UTC).isBefore(raised.plus(Duration.ofMillis(800))));
  }

  @Test
  void duplicated_events_are_the_same_event() {
    faults.duplicateEvents(2);
    encode("doubled");

    awaitEvents("doubled", "JobFinished", 3);

    assertEquals(
        1,
        eventsOf("doubled").stream()
            .filter(delivery -> delivery.type().endsWith(".JobFinished"))
            .map(delivery -> delivery.event().path("id").asText())
            .distinct()
            .count());
  }

  @Test
  void shuffled_events_come_in_another_order_and_all_of_them() {
    faults.shuffleEvents(Duration.ofSeconds(2));
    encode("shuffled");

    await().atMost(Duration.ofSeconds(30)).until(() -> eventsOf("shuffled").size() >= 21);

    List<String> times =
        eventsOf("shuffled").stream()
            .map(delivery -> delivery.event().path("eventTime").asText())
            .toList();
    assertNotEquals(times.stream().sorted().toList(), times);
  }

  @Test
  void events_of_a_dead_region_come_late() {
    faults.delayEvents(Duration.ofHours(1));
    encode("outlasting");
    faults.regionDown();
    faults.deliverEventsProperly();
    assertEquals(List.of(), eventsOf("outlasting"));

    faults.regionUp();

    awaitEvents("outlasting", "JobFinished", 1);
  }

  private void encode(String job) {
    region.createJob(job, EmulatedRegion.httpInput(videos.video()), "output");
    region.awaitState(job, JobState.FINISHED);
  }

  private void awaitEvents(String job, String type, int count) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> typesOf(job).stream().filter(type::equals).count() == count);
  }

  private List<String> typesOf(String job) {
    return eventsOf(job).stream()
        .map(delivery -> delivery.type().replace("Microsoft.Media.", ""))
        .toList();
  }

  private List<Delivery> eventsOf(String job) {
    return webhook.accepted().stream()
        .filter(delivery -> delivery.event().path("subject").asText().endsWith("/" + job))
        .toList();
  }
}
