package highavailability.azurestorage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.azure.storage.queue.QueueClient;
import com.azure.storage.queue.QueueServiceClient;
import com.azure.storage.queue.QueueServiceClientBuilder;
import com.azure.storage.queue.models.QueueMessageItem;
import highavailability.jobs.QueueNames;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StorageMessageQueuesIT {
  private static final StorageSecret SECRET = Azurites.newSecret();
  private static final QueueServiceClient RAW =
      new QueueServiceClientBuilder().connectionString(SECRET.value()).buildClient();

  private final StorageMessageQueues queues =
      StorageMessageQueues.connect(SECRET, Azurites.NO_IDENTITY);

  @Test
  void a_message_creates_its_queue_is_base64_and_never_expires() {
    queues.send("first", "{\"jobName\":\"Jöb 🎬\"}", Duration.ZERO);
    QueueMessageItem message = RAW.getQueueClient("first").receiveMessage();
    assertEquals(
        "{\"jobName\":\"Jöb 🎬\"}",
        new String(
            Base64.getDecoder().decode(message.getBody().toString()), StandardCharsets.UTF_8));
    assertTrue(message.getExpirationTime().isAfter(OffsetDateTime.now().plusYears(1000)));
  }

  @Test
  void senders_at_the_same_time_create_a_queue_once_and_lose_nothing() {
    IntStream.range(0, 20)
        .parallel()
        .forEach(i -> queues.send("crowd", "message " + i, Duration.ZERO));
    assertEquals(20, RAW.getQueueClient("crowd").getProperties().getApproximateMessagesCountLong());
  }

  @Test
  void a_delayed_message_is_invisible_until_then() {
    queues.send("delayed", "x", Duration.ofMinutes(60));
    QueueClient raw = RAW.getQueueClient("delayed");
    assertEquals(1, raw.getProperties().getApproximateMessagesCountLong());
    assertEquals(null, raw.receiveMessage());
  }

  @Test
  void a_wait_of_less_than_a_second_is_no_wait_of_none() {
    queues.send("short", "x", Duration.ofMillis(10));
    assertEquals(null, RAW.getQueueClient("short").receiveMessage());
  }

  @Test
  void the_longest_wait_is_seven_days() {
    queues.send("long", "x", Duration.ofDays(7));
    Duration longer = Duration.ofDays(7).plusSeconds(1);
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> queues.send("long", "x", longer));
    assertTrue(refusal.getMessage().contains("queue long"), refusal.getMessage());
  }

  @Test
  void the_largest_message_is_taken_and_a_larger_one_is_named() {
    String largest = "ü".repeat(StorageMessageQueues.MAX_BYTES / 2);
    queues.send("large", largest, Duration.ZERO);
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class,
            () -> queues.send("large", largest + "x", Duration.ZERO));
    assertTrue(refusal.getMessage().contains("queue large has 49153 bytes"), refusal.getMessage());
  }

  @Test
  void a_queue_that_was_deleted_is_created_again() {
    queues.send("deleted", "x", Duration.ZERO);
    RAW.deleteQueue("deleted");
    queues.send("deleted", "x", Duration.ZERO);
    assertEquals(
        1, RAW.getQueueClient("deleted").getProperties().getApproximateMessagesCountLong());
  }

  @Test
  void all_queues_are_prepared_at_once_and_again() {
    StorageSecret fresh = Azurites.newSecret();
    StorageMessageQueues prepared = StorageMessageQueues.connect(fresh, Azurites.NO_IDENTITY);

    Prepared first = prepared.prepare();
    Prepared second = prepared.prepare();

    assertEquals(8, first.made().size());
    assertEquals(new Prepared(first.made(), List.of()), second);
    QueueServiceClient raw =
        new QueueServiceClientBuilder().connectionString(fresh.value()).buildClient();
    for (String queue :
        List.of(
            QueueNames.JOB_REQUESTS,
            QueueNames.JOB_VERIFICATION_REQUESTS,
            QueueNames.PROVISIONING_REQUESTS,
            QueueNames.PROVISIONING_COMPLETED_EVENTS,
            QueueNames.JOB_FAILED_EVENTS,
            QueueNames.poisonQueueOf(QueueNames.JOB_REQUESTS),
            QueueNames.poisonQueueOf(QueueNames.JOB_VERIFICATION_REQUESTS),
            QueueNames.poisonQueueOf(QueueNames.PROVISIONING_REQUESTS))) {
      assertEquals(
          0, raw.getQueueClient(queue).getProperties().getApproximateMessagesCountLong(), queue);
    }
  }
}
