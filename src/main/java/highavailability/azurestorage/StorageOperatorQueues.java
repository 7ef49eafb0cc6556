package highavailability.azurestorage;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.core.util.DateTimeRfc1123;
import com.azure.storage.queue.QueueClient;
import com.azure.storage.queue.QueueServiceClient;
import com.azure.storage.queue.models.PeekedMessageItem;
import com.azure.storage.queue.models.QueueErrorCode;
import com.azure.storage.queue.models.QueueMessageItem;
import com.azure.storage.queue.models.QueueStorageException;
import highavailability.jobs.OperatorQueues;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Queues of a storage account, for whoever looks after them. Calls end in time by the timeouts of
 * {@link StorageClients}; with one of the SDK's own, failures would come wrapped.
 */
public final class StorageOperatorQueues implements OperatorQueues {
  private static final Duration CLIENTS_OWN = null;

  private final QueueServiceClient service;
  private final Map<String, QueueClient> clients = new ConcurrentHashMap<>();

  private StorageOperatorQueues(QueueServiceClient service) {
    this.service = service;
  }

  /**
   * The queues behind a secret; nothing is called yet.
   *
   * @param credential asked for only when the secret is a service URI
   * @throws IllegalArgumentException when the secret is of no use
   */
  public static StorageOperatorQueues connect(
      StorageSecret secret, Supplier<TokenCredential> credential) {
    return new StorageOperatorQueues(StorageClients.queuesAsIs(secret, credential));
  }

  @Override
  public Optional<Long> count(String queueName) {
    return ifThere(() -> client(queueName).getProperties().getApproximateMessagesCountLong());
  }

  @Override
  public List<Message> peek(String queueName) {
    return ifThere(
            () ->
                client(queueName).peekMessages(MOST_AT_A_TIME, CLIENTS_OWN, Context.NONE).stream()
                    .map(StorageOperatorQueues::toMessage)
                    .toList())
        .orElse(List.of());
  }

  @Override
  public List<Taken> take(String queueName, int most, Duration hiddenFor) {
    return ifThere(
            () ->
                client(queueName)
                    .receiveMessages(most, hiddenFor, CLIENTS_OWN, Context.NONE)
                    .stream()
                    .map(item -> toTaken(queueName, item))
                    .toList())
        .orElse(List.of());
  }

  @Override
  public Optional<Taken> extend(Taken message, Duration hiddenFor) {
    // Without a text the message keeps its own.
    return ifOwned(
            () ->
                client(message.queueName())
                    .updateMessage(message.message().id(), message.receipt(), null, hiddenFor))
        .map(update -> new Taken(message.queueName(), message.message(), update.getPopReceipt()));
  }

  @Override
  public boolean delete(Taken message) {
    return ifOwned(
            () -> {
              client(message.queueName()).deleteMessage(message.message().id(), message.receipt());
              return message;
            })
        .isPresent();
  }

  @Override
  public boolean release(Taken message) {
    return extend(message, Duration.ZERO).isPresent();
  }

  @Override
  public void sendAsIs(String queueName, String wireText) {
    client(queueName)
        .sendMessageWithResponse(
            wireText, Duration.ZERO, StorageMessageQueues.NEVER_EXPIRES, null, Context.NONE);
  }

  @Override
  public Instant serviceTime() {
    try {
      return date(service.getPropertiesWithResponse(CLIENTS_OWN, Context.NONE).getHeaders());
    } catch (QueueStorageException e) {
      // Who may use the queues need not be allowed to see the service's properties; a refusal has
      // the time as well.
      if (e.getResponse() == null
          || e.getResponse().getHeaders().getValue(HttpHeaderName.DATE) == null) {
        throw e;
      }
      return date(e.getResponse().getHeaders());
    }
  }

  private static Instant date(HttpHeaders headers) {
    return new DateTimeRfc1123(headers.getValue(HttpHeaderName.DATE)).getDateTime().toInstant();
  }

  private static Message toMessage(PeekedMessageItem item) {
    return message(
        item.getMessageId(), text(item.getBody()), item.getInsertionTime(), item.getDequeueCount());
  }

  private static Taken toTaken(String queueName, QueueMessageItem item) {
    return new Taken(
        queueName,
        message(
            item.getMessageId(),
            text(item.getBody()),
            item.getInsertionTime(),
            item.getDequeueCount()),
        item.getPopReceipt());
  }

  /** A message may be empty. */
  private static String text(BinaryData body) {
    return body == null ? "" : body.toString();
  }

  private static Message message(
      String id, String wireText, OffsetDateTime insertedAt, long dequeueCount) {
    return new Message(id, wireText, insertedAt.toInstant(), dequeueCount);
  }

  private static <T> Optional<T> ifThere(Supplier<T> call) {
    try {
      return Optional.of(call.get());
    } catch (QueueStorageException e) {
      if (QueueErrorCode.QUEUE_NOT_FOUND.equals(e.getErrorCode())) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static <T> Optional<T> ifOwned(Supplier<T> call) {
    try {
      return Optional.of(call.get());
    } catch (QueueStorageException e) {
      if (QueueErrorCode.MESSAGE_NOT_FOUND.equals(e.getErrorCode())
          || QueueErrorCode.POP_RECEIPT_MISMATCH.equals(e.getErrorCode())) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private QueueClient client(String queueName) {
    return clients.computeIfAbsent(queueName, service::getQueueClient);
  }
}
