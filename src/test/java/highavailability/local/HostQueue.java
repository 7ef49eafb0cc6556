package highavailability.local;

import com.azure.core.util.Context;
import com.azure.storage.common.policy.RequestRetryOptions;
import com.azure.storage.common.policy.RetryPolicyType;
import com.azure.storage.queue.QueueClient;
import com.azure.storage.queue.QueueMessageEncoding;
import com.azure.storage.queue.QueueServiceClient;
import com.azure.storage.queue.QueueServiceClientBuilder;
import com.azure.storage.queue.models.QueueErrorCode;
import com.azure.storage.queue.models.QueueMessageItem;
import com.azure.storage.queue.models.QueueStorageException;
import highavailability.http.HttpClients;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A queue that triggers a function, and its poison queue; messages pass through as they stand on
 * the wire.
 */
final class HostQueue {
  private static final Logger LOG = LoggerFactory.getLogger(HostQueue.class);
  private static final String POISON_SUFFIX = "-poison";
  private static final int MAX_QUEUE_NAME = 63;
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(20);

  /**
   * Answers after which the message is somebody else's, or gone: nothing is left to do about it.
   */
  private static final Set<QueueErrorCode> NOT_OURS =
      Set.of(
          QueueErrorCode.POP_RECEIPT_MISMATCH,
          QueueErrorCode.MESSAGE_NOT_FOUND,
          QueueErrorCode.QUEUE_NOT_FOUND,
          QueueErrorCode.QUEUE_BEING_DELETED,
          QueueErrorCode.QUEUE_DISABLED);

  private final QueueClient queue;
  private final Optional<QueueClient> poisonQueue;

  private HostQueue(QueueClient queue, Optional<QueueClient> poisonQueue) {
    this.queue = queue;
    this.poisonQueue = poisonQueue;
  }

  static HostQueue of(String connectionString, String name) {
    QueueServiceClient service =
        new QueueServiceClientBuilder()
            .connectionString(connectionString)
            .messageEncoding(QueueMessageEncoding.NONE)
            .httpClient(HttpClients.create(Duration.ofSeconds(5), CALL_TIMEOUT, CALL_TIMEOUT))
            .retryOptions(
                new RequestRetryOptions(
                    RetryPolicyType.FIXED,
                    3,
                    CALL_TIMEOUT,
                    Duration.ofMillis(200),
                    Duration.ofMillis(200),
                    null))
            .buildClient();
    return new HostQueue(
        service.getQueueClient(name), poisonName(name).map(service::getQueueClient));
  }

  /** A queue that is itself a poison queue, or whose name is too long for the suffix, has none. */
  private static Optional<String> poisonName(String name) {
    return name.endsWith(POISON_SUFFIX) || name.length() + POISON_SUFFIX.length() > MAX_QUEUE_NAME
        ? Optional.empty()
        : Optional.of(name + POISON_SUFFIX);
  }

  String name() {
    return queue.getQueueName();
  }

  boolean hasPoisonQueue() {
    return poisonQueue.isPresent();
  }

  List<QueueMessageItem> receive(int most, Duration visibility) {
    return queue.receiveMessages(most, visibility, null, Context.NONE).stream().toList();
  }

  /**
   * Makes the message invisible for another while, and answers the pop receipt that is valid from
   * now on; empty when the message is no longer ours.
   */
  Optional<String> extend(QueueMessageItem message, String popReceipt, Duration visibility) {
    try {
      return Optional.of(
          queue
              .updateMessage(message.getMessageId(), popReceipt, null, visibility)
              .getPopReceipt());
    } catch (QueueStorageException e) {
      if (NOT_OURS.contains(e.getErrorCode())) {
        LOG.debug("Message {} of {} is no longer ours", message.getMessageId(), name(), e);
        return Optional.empty();
      }
      throw e;
    }
  }

  void delete(QueueMessageItem message, String popReceipt) {
    try {
      queue.deleteMessage(message.getMessageId(), popReceipt);
    } catch (QueueStorageException e) {
      if (!NOT_OURS.contains(e.getErrorCode())) {
        throw e;
      }
      LOG.debug("Message {} of {} is no longer ours", message.getMessageId(), name(), e);
    }
  }

  /**
   * Moves the message to the poison queue with the service's time to live of seven days; without
   * one it stays.
   */
  void poison(QueueMessageItem message, String popReceipt) {
    if (poisonQueue.isEmpty()) {
      return;
    }
    QueueClient poison = poisonQueue.get();
    String text = message.getBody().toString();
    try {
      poison.sendMessage(text);
    } catch (QueueStorageException e) {
      if (!QueueErrorCode.QUEUE_NOT_FOUND.equals(e.getErrorCode())) {
        throw e;
      }
      poison.createIfNotExists();
      poison.sendMessage(text);
    }
    delete(message, popReceipt);
  }
}
