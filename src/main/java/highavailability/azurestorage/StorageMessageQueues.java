package highavailability.azurestorage;

import com.azure.core.credential.TokenCredential;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.storage.queue.QueueClient;
import com.azure.storage.queue.QueueServiceClient;
import com.azure.storage.queue.models.QueueStorageException;
import highavailability.jobs.MessageQueues;
import highavailability.jobs.QueueNames;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Queues of a storage account. Messages are Base64 on the wire, as the Functions host expects, and
 * never expire. A queue is created by the first message that finds it missing.
 */
public final class StorageMessageQueues implements MessageQueues {
  private static final Duration MAX_INVISIBLE = Duration.ofDays(7);

  /** The service's default of seven days would drop a job that waits. */
  static final Duration NEVER_EXPIRES = Duration.ofSeconds(-1);

  private static final int CREATED = 201;
  private static final int NOT_FOUND = 404;

  private final QueueServiceClient service;
  private final Map<String, QueueClient> clients = new ConcurrentHashMap<>();

  private StorageMessageQueues(QueueServiceClient service) {
    this.service = service;
  }

  /**
   * The queues behind a secret; nothing is called yet.
   *
   * @param credential asked for only when the secret is a service URI
   * @throws IllegalArgumentException when the secret is of no use
   */
  public static StorageMessageQueues connect(
      StorageSecret secret, Supplier<TokenCredential> credential) {
    return new StorageMessageQueues(StorageClients.queues(secret, credential));
  }

  /** Creates all queues that are missing, poison queues too. */
  public Prepared prepare() {
    Map<Boolean, List<String>> isNew =
        QueueNames.ALL.stream().collect(Collectors.partitioningBy(this::createIfMissing));
    return new Prepared(isNew.get(false), isNew.get(true));
  }

  /** The service answers a creation with 204 when the queue is there. */
  private boolean createIfMissing(String queueName) {
    return client(queueName).createIfNotExistsWithResponse(null, null, Context.NONE).getStatusCode()
        == CREATED;
  }

  @Override
  public void send(String queueName, String text, Duration visibleAfter) {
    byte[] message = text.getBytes(StandardCharsets.UTF_8);
    if (message.length > MAX_BYTES) {
      throw new IllegalArgumentException(
          "A message for queue "
              + queueName
              + " has "
              + message.length
              + " bytes; a queue takes at most "
              + MAX_BYTES
              + ". Make it shorter.");
    }
    if (visibleAfter.isNegative() || visibleAfter.compareTo(MAX_INVISIBLE) > 0) {
      throw new IllegalArgumentException(
          "A message for queue "
              + queueName
              + " is to become visible after "
              + visibleAfter
              + "; a queue takes PT0S to "
              + MAX_INVISIBLE
              + ".");
    }
    QueueClient client = client(queueName);
    try {
      send(client, message, visibleAfter);
    } catch (QueueStorageException e) {
      if (e.getStatusCode() != NOT_FOUND) {
        throw e;
      }
      client.createIfNotExists();
      send(client, message, visibleAfter);
    }
  }

  private static void send(QueueClient client, byte[] message, Duration visibleAfter) {
    client.sendMessageWithResponse(
        BinaryData.fromBytes(message),
        wholeSeconds(visibleAfter),
        NEVER_EXPIRES,
        null,
        Context.NONE);
  }

  /** The service counts in seconds; a shorter wait must not become none. */
  private static Duration wholeSeconds(Duration wait) {
    return wait.getNano() == 0 ? wait : Duration.ofSeconds(wait.getSeconds() + 1);
  }

  private QueueClient client(String queueName) {
    return clients.computeIfAbsent(queueName, service::getQueueClient);
  }
}
