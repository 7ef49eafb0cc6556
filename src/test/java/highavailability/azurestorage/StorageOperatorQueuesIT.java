package highavailability.azurestorage;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.azure.storage.queue.QueueClient;
import com.azure.storage.queue.QueueServiceClient;
import com.azure.storage.queue.QueueServiceClientBuilder;
import com.azure.storage.queue.models.PeekedMessageItem;
import com.azure.storage.queue.models.QueueStorageException;
import highavailability.jobs.OperatorQueues;
import highavailability.jobs.OperatorQueues.Message;
import highavailability.jobs.OperatorQueues.Taken;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StorageOperatorQueuesIT {
  private static final StorageSecret SECRET = Azurites.newSecret();
  private static final QueueServiceClient RAW =
      new QueueServiceClientBuilder().connectionString(SECRET.value()).buildClient();
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final String RAW_TEXT = "{\"jobName\":\"Jöb & <b> 🎬\"}\n";
  private static final String BASE64_TEXT = "eyJqb2JOYW1lIjoieCJ9";

  private final OperatorQueues queues = StorageOperatorQueues.connect(SECRET, Azurites.NO_IDENTITY);

  @Test
  void texts_are_shown_taken_and_sent_as_they_stand() {
    QueueClient raw = queue("texts");
    raw.sendMessage(RAW_TEXT);
    queues.sendAsIs("texts", BASE64_TEXT);

    assertEquals(List.of(RAW_TEXT, BASE64_TEXT), texts(queues.peek("texts")));
    List<Taken> taken = queues.take("texts", 32, MINUTE);
    assertEquals(List.of(RAW_TEXT, BASE64_TEXT), texts(messages(taken)));
    taken.forEach(queues::release);
    assertEquals(
        List.of(RAW_TEXT, BASE64_TEXT),
        raw.peekMessages(32, null, null).stream().map(m -> m.getBody().toString()).toList());
  }

  @Test
  void an_empty_message_is_one_as_well() {
    queue("empty").sendMessage("");

    assertEquals(List.of(""), texts(queues.peek("empty")));
    assertEquals(List.of(""), texts(messages(queues.take("empty", 32, MINUTE))));
  }

  @Test
  void a_message_that_is_sent_never_expires() {
    QueueClient raw = queue("forever");
    queues.sendAsIs("forever", "x");

    PeekedMessageItem message = raw.peekMessage();
    assertTrue(message.getExpirationTime().isAfter(OffsetDateTime.now().plusYears(1000)));
  }

  @Test
  void a_message_of_the_most_bytes_is_taken_and_one_more_is_not() {
    queue("most");
    queues.sendAsIs("most", "x".repeat(OperatorQueues.MOST_WIRE_BYTES));
    String longer = "x".repeat(OperatorQueues.MOST_WIRE_BYTES + 1);

    assertThrows(QueueStorageException.class, () -> queues.sendAsIs("most", longer));
  }

  @Test
  void a_peek_shows_the_first_and_leaves_them() {
    QueueClient raw = queue("peeked");
    IntStream.range(0, 40).forEach(i -> raw.sendMessage("message " + i));

    List<Message> shown = queues.peek("peeked");

    assertEquals(
        IntStream.range(0, OperatorQueues.MOST_AT_A_TIME).mapToObj(i -> "message " + i).toList(),
        texts(shown));
    assertEquals(0, shown.get(0).dequeueCount());
    assertEquals(shown, queues.peek("peeked"));
    assertEquals(Optional.of(40L), queues.count("peeked"));
  }

  @Test
  void what_is_taken_is_hidden_and_counted_until_it_is_released() {
    queue("taken");
    queues.sendAsIs("taken", "first");
    queues.sendAsIs("taken", "second");

    Taken taken = queues.take("taken", 1, MINUTE).get(0);

    assertEquals("first", taken.message().wireText());
    assertEquals(1, taken.message().dequeueCount());
    assertEquals(List.of("second"), texts(queues.peek("taken")));
    assertEquals(Optional.of(2L), queues.count("taken"));
    assertTrue(queues.release(taken));
    assertTrue(texts(queues.peek("taken")).contains("first"));
    assertFalse(queues.release(taken), "its receipt is used up");
  }

  @Test
  void what_is_deleted_is_gone_and_cannot_be_deleted_again() {
    queue("deleted");
    queues.sendAsIs("deleted", "x");
    Taken taken = queues.take("deleted", 32, MINUTE).get(0);

    assertTrue(queues.delete(taken));
    assertEquals(Optional.of(0L), queues.count("deleted"));
    assertFalse(queues.delete(taken));
    assertFalse(queues.release(taken));
    assertEquals(Optional.empty(), queues.extend(taken, MINUTE));
  }

  @Test
  void a_receipt_is_lost_to_whoever_takes_the_message_next() {
    queue("lost");
    queues.sendAsIs("lost", "x");
    Taken mine = queues.take("lost", 32, Duration.ofSeconds(1)).get(0);
    List<Taken> theirs =
        await()
            .atMost(Duration.ofSeconds(20))
            .until(() -> queues.take("lost", 32, MINUTE), taken -> !taken.isEmpty());

    assertFalse(queues.delete(mine));
    assertFalse(queues.release(mine));
    assertEquals(Optional.empty(), queues.extend(mine, MINUTE));
    assertEquals(2, theirs.get(0).message().dequeueCount());
    assertTrue(queues.delete(theirs.get(0)));
  }

  @Test
  void a_message_that_is_extended_has_a_new_receipt_and_its_text() {
    queue("extended");
    queues.sendAsIs("extended", RAW_TEXT);
    Taken first = queues.take("extended", 32, Duration.ofSeconds(30)).get(0);

    Taken extended = queues.extend(first, MINUTE).orElseThrow();

    assertFalse(queues.delete(first));
    assertEquals(List.of(), queues.peek("extended"));
    assertTrue(queues.release(extended));
    assertEquals(List.of(RAW_TEXT), texts(queues.peek("extended")));
  }

  @Test
  void a_queue_that_does_not_exist_has_no_messages_and_takes_none() {
    assertEquals(Optional.empty(), queues.count("missing"));
    assertEquals(List.of(), queues.peek("missing"));
    assertEquals(List.of(), queues.take("missing", 32, MINUTE));
    assertThrows(QueueStorageException.class, () -> queues.sendAsIs("missing", "x"));
    assertEquals(Optional.empty(), queues.count("missing"), "it was not made on the way");
  }

  @Test
  void the_service_s_time_is_on_the_scale_of_its_messages() {
    queue("times");
    Instant before = queues.serviceTime();
    queues.sendAsIs("times", "x");
    Instant inserted = queues.peek("times").get(0).insertedAt();
    Instant after = queues.serviceTime();

    assertFalse(inserted.isBefore(before), before + " " + inserted);
    assertFalse(inserted.isAfter(after), inserted + " " + after);
  }

  @Test
  void the_service_s_time_is_known_to_those_too_who_may_not_read_its_properties() {
    StorageSecret wrongKey =
        new StorageSecret(
            "Wrong", SECRET.value().replaceFirst("AccountKey=[^;]+", "AccountKey=a2V5"));
    OperatorQueues refused = StorageOperatorQueues.connect(wrongKey, Azurites.NO_IDENTITY);

    assertThrows(QueueStorageException.class, () -> refused.count("times"));
    Duration difference = Duration.between(queues.serviceTime(), refused.serviceTime());
    assertTrue(difference.abs().toSeconds() <= 30, difference.toString());
  }

  private static QueueClient queue(String name) {
    QueueClient queue = RAW.getQueueClient(name);
    queue.createIfNotExists();
    return queue;
  }

  private static List<Message> messages(List<Taken> taken) {
    return taken.stream().map(Taken::message).toList();
  }

  private static List<String> texts(List<Message> messages) {
    return messages.stream().map(Message::wireText).toList();
  }
}
