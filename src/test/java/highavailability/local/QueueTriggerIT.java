package highavailability.local;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.azure.core.util.Context;
import com.azure.storage.queue.QueueClient;
import com.azure.storage.queue.QueueClientBuilder;
import com.azure.storage.queue.models.PeekedMessageItem;
import com.azure.storage.queue.models.QueueMessageItem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The queue trigger's rules. Sources: azure-docs,
 * articles/azure-functions/functions-bindings-storage-queue-trigger.md ("docs" below) and
 * azure-sdk-for-net, Microsoft.Azure.WebJobs.Extensions.Storage.Queues and .Common ("source").
 */
class QueueTriggerIT {
  private static final String QUICK =
      "\"maxPollingInterval\":\"00:00:00.1\",\"visibilityTimeout\":\"00:00:01\"";
  private static String connectionString;

  @TempDir Path directory;

  private final QueueFunction function = new QueueFunction();
  private final String queueName = "orders-" + UUID.randomUUID();
  private LocalFunctionsHost host;

  @BeforeAll
  static void takeAccount() {
    connectionString = SharedAzurite.newConnectionString();
  }

  @AfterEach
  void stopHost() {
    if (host != null) {
      host.close();
    }
  }

  /**
   * Docs, "Usage" and "Message metadata"; source, QueueProcessor.CompleteProcessingMessageAsync.
   */
  @Test
  void a_message_is_decoded_given_to_the_function_with_its_dequeue_count_and_deleted() {
    QueueClient queue = createQueue(queueName);
    queue.sendMessage(base64("{\"id\":\"ü\"}"));

    start(QUICK);

    await().until(() -> function.deliveries.size() == 1);
    assertEquals(new QueueFunction.Delivery("{\"id\":\"ü\"}", 1), function.deliveries.get(0));
    await().until(() -> queue.getProperties().getApproximateMessagesCountLong() == 0);
  }

  /** Source, QueueProcessor.ReleaseMessageAsync; docs, host.json, visibilityTimeout. */
  @Test
  void a_failed_message_comes_again_after_the_visibility_timeout() {
    createQueue(queueName).sendMessage(base64("order"));
    function.failures.set(2);
    long start = System.nanoTime();

    start(QUICK);

    await().until(() -> function.deliveries.size() == 3);
    assertEquals(
        List.of(1L, 2L, 3L),
        function.deliveries.stream().map(QueueFunction.Delivery::dequeueCount).toList());
    assertTrue(System.nanoTime() - start >= Duration.ofMillis(1800).toNanos());
  }

  /**
   * Docs, "Poison messages"; source, QueueProcessor.HandlePoisonMessageAsync: the service's default
   * time to live.
   */
  @Test
  void after_the_last_try_the_message_goes_unchanged_to_a_poison_queue_for_seven_days() {
    QueueClient queue = createQueue(queueName);
    queue.sendMessage(base64("order"));
    function.failures.set(Integer.MAX_VALUE);

    start(QUICK + ",\"maxDequeueCount\":2");

    PeekedMessageItem poisoned = awaitPoisoned();
    assertEquals(base64("order"), poisoned.getBody().toString());
    assertEquals(
        7, Duration.between(poisoned.getInsertionTime(), poisoned.getExpirationTime()).toDays());
    assertEquals(2, function.deliveries.size());
    await().until(() -> queue.getProperties().getApproximateMessagesCountLong() == 0);
  }

  /** Source, QueueServiceClientProvider.CreateMessageDecodingFailedHandler. */
  @Test
  void text_that_is_not_base64_is_poisoned_at_once_and_never_reaches_the_function() {
    createQueue(queueName).sendMessage("{\"id\":1}");

    start(QUICK);

    assertEquals("{\"id\":1}", awaitPoisoned().getBody().toString());
    assertEquals(List.of(), function.deliveries);
  }

  /**
   * Source, StorageQueueMessageToStringConverter: the conversion fails, and that is a failed run.
   */
  @Test
  void bytes_that_are_not_utf8_fail_every_try_without_reaching_the_function() {
    createQueue(queueName).sendMessage("/////w==");

    start(QUICK + ",\"maxDequeueCount\":2");

    assertEquals("/////w==", awaitPoisoned().getBody().toString());
    assertEquals(List.of(), function.deliveries);
  }

  /** Docs, host.json, messageEncoding; source, QueuesOptions.MessageEncoding. */
  @Test
  void with_encoding_none_the_text_is_taken_as_it_is() {
    createQueue(queueName).sendMessage("{\"id\":1}");

    start(QUICK + ",\"messageEncoding\":\"none\"");

    await().until(() -> function.deliveries.size() == 1);
    assertEquals("{\"id\":1}", function.deliveries.get(0).message());
  }

  /** Docs, "Concurrency": the batch size plus the threshold for a new batch. */
  @Test
  void batch_size_plus_threshold_messages_run_at_once_and_no_more() {
    QueueClient queue = createQueue(queueName);
    IntStream.range(0, 12).forEach(i -> queue.sendMessage(base64("order " + i)));
    CountDownLatch gate = new CountDownLatch(1);
    function.beforeEnd =
        delivery -> {
          // The first batch of four falls to the threshold when its first two end.
          if (delivery.message().compareTo("order 2") >= 0) {
            awaitLatch(gate);
          }
        };

    start(QUICK + ",\"batchSize\":4,\"newBatchThreshold\":2");

    await().until(() -> function.running.get() == 6);
    gate.countDown();
    await().until(() -> function.deliveries.size() == 12);
    assertEquals(6, function.mostRunning.get());
  }

  /**
   * Source, QueueListener.CreateUpdateMessageVisibilityTimer: renewed at half of the ten minutes
   * (here two seconds).
   */
  @Test
  void a_long_run_keeps_its_message_for_itself() {
    QueueClient queue = createQueue(queueName);
    queue.sendMessage(base64("order"));
    CountDownLatch gate = new CountDownLatch(1);
    function.beforeEnd = delivery -> awaitLatch(gate);

    host = LocalFunctionsHost.start(options(QUICK), Duration.ofSeconds(2), Duration.ofSeconds(10));

    await().until(() -> function.deliveries.size() == 1);
    await().during(Duration.ofSeconds(5)).until(() -> function.deliveries.size() == 1);
    gate.countDown();
    await().until(() -> queue.getProperties().getApproximateMessagesCountLong() == 0);
    assertEquals(1, function.deliveries.size());
  }

  /**
   * Source, QueueProcessor.BeginProcessingMessageAsync: what killed every one of its runs is not
   * run again.
   */
  @Test
  void a_message_beyond_its_last_try_is_poisoned_without_a_run() {
    QueueClient queue = createQueue(queueName);
    queue.sendMessage(base64("order"));
    for (int run = 0; run < 2; run++) {
      QueueMessageItem killed =
          queue.receiveMessages(1, Duration.ofSeconds(30), null, Context.NONE).iterator().next();
      queue.updateMessage(killed.getMessageId(), killed.getPopReceipt(), null, Duration.ZERO);
    }

    start(QUICK + ",\"maxDequeueCount\":2");

    assertEquals(base64("order"), awaitPoisoned().getBody().toString());
    assertEquals(List.of(), function.deliveries);
  }

  /**
   * Source, QueueListener.ExecuteAsync: a queue that does not exist is asked for again, not
   * created.
   */
  @Test
  void a_queue_that_is_created_later_is_found() {
    start(QUICK);
    await().during(Duration.ofMillis(400)).until(function.deliveries::isEmpty);
    QueueClient queue = createQueue(queueName);
    queue.sendMessage(base64("order"));

    await().until(() -> function.deliveries.size() == 1);
  }

  /** Source, QueueListenerFactory.CreatePoisonQueueReference. */
  @Test
  void a_poison_queue_has_no_poison_queue_of_its_own() {
    String poisonName = queueName + "-poison";
    QueueClient queue = createQueue(poisonName);
    queue.sendMessage(base64("order"));
    function.failures.set(Integer.MAX_VALUE);

    host =
        LocalFunctionsHost.start(options(QUICK + ",\"maxDequeueCount\":1", poisonName, directory));

    await().until(() -> function.deliveries.size() == 1);
    host.close();
    assertEquals(1, queue.getProperties().getApproximateMessagesCountLong());
    assertFalse(client(poisonName + "-poison").deleteIfExists());
  }

  /** Azure's host lets running functions end before it goes, and completes their messages. */
  @Test
  void closing_waits_for_running_functions_and_completes_their_messages() {
    QueueClient queue = createQueue(queueName);
    queue.sendMessage(base64("order"));
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch gate = new CountDownLatch(1);
    function.beforeEnd =
        delivery -> {
          started.countDown();
          awaitLatch(gate);
        };
    start(QUICK);
    awaitLatch(started);
    Thread closing = new Thread(host::close);
    closing.start();

    await().during(Duration.ofMillis(300)).until(closing::isAlive);
    gate.countDown();

    await().until(() -> !closing.isAlive());
    assertEquals(0, queue.getProperties().getApproximateMessagesCountLong());
  }

  @Test
  void a_function_that_does_not_end_is_interrupted_at_the_end_of_the_time() {
    createQueue(queueName).sendMessage(base64("order"));
    CountDownLatch never = new CountDownLatch(1);
    function.beforeEnd = delivery -> awaitLatch(never);
    host = LocalFunctionsHost.start(options(QUICK), Duration.ofMinutes(10), Duration.ofMillis(300));
    await().until(() -> function.deliveries.size() == 1);

    host.close();

    await().until(() -> function.running.get() == 0);
  }

  @Test
  void polling_goes_on_after_an_outage_of_the_storage() {
    try (TcpProxy proxy = TcpProxy.start(SharedAzurite.azurite().queuePort())) {
      createQueue(queueName);
      String proxied =
          connectionString.replace(
              ":" + SharedAzurite.azurite().queuePort() + "/", ":" + proxy.port() + "/");
      host =
          LocalFunctionsHost.start(
              new HostOptions(
                  hostJson(QUICK, directory),
                  Map.of("Storage", proxied, "Queue", queueName),
                  List.of(QueueFunction.class),
                  new SingleInstance(function),
                  0));

      proxy.cut();
      client(queueName).sendMessage(base64("order"));
      proxy.restore();

      await().atMost(Duration.ofSeconds(30)).until(() -> function.deliveries.size() == 1);
      host.close();
    }
  }

  private void start(String queues) {
    host = LocalFunctionsHost.start(options(queues));
  }

  private HostOptions options(String queues) {
    return options(queues, queueName, directory);
  }

  private HostOptions options(String queues, String queue, Path folder) {
    return new HostOptions(
        hostJson(queues, folder),
        Map.of("Storage", connectionString, "Queue", queue),
        List.of(QueueFunction.class),
        new SingleInstance(function),
        0);
  }

  private static Path hostJson(String queues, Path folder) {
    try {
      return Files.writeString(
          folder.resolve("host.json"),
          "{\"version\":\"2.0\",\"extensions\":{\"queues\":{" + queues + "}}}");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private PeekedMessageItem awaitPoisoned() {
    QueueClient poison = client(queueName + "-poison");
    await()
        .ignoreExceptions()
        .until(() -> poison.getProperties().getApproximateMessagesCountLong() == 1);
    return poison.peekMessage();
  }

  private static QueueClient createQueue(String name) {
    QueueClient queue = client(name);
    queue.create();
    return queue;
  }

  private static QueueClient client(String name) {
    return new QueueClientBuilder()
        .connectionString(connectionString)
        .queueName(name)
        .buildClient();
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void awaitLatch(CountDownLatch latch) {
    try {
      if (!latch.await(30, TimeUnit.SECONDS)) {
        throw new IllegalStateException("The test never opened the gate");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
