package highavailability.local;

import com.azure.storage.queue.models.QueueMessageItem;
import java.nio.charset.CharacterCodingException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the host does with one message, before and after the function (azure-sdk-for-net,
 * QueueProcessor, QueueListener .ProcessMessageAsync, and QueueServiceClientProvider for text that
 * cannot be decoded).
 */
final class QueueMessageProcessor {
  private static final Logger LOG = LoggerFactory.getLogger(QueueMessageProcessor.class);

  private final FunctionDescriptor function;
  private final HostQueue queue;
  private final QueueSettings settings;
  private final FunctionInvoker invoker;
  private final Duration leaseTime;
  private final ScheduledExecutorService timer;

  QueueMessageProcessor(
      FunctionDescriptor function,
      HostQueue queue,
      QueueSettings settings,
      FunctionInvoker invoker,
      Duration leaseTime,
      ScheduledExecutorService timer) {
    this.function = function;
    this.queue = queue;
    this.settings = settings;
    this.invoker = invoker;
    this.leaseTime = leaseTime;
    this.timer = timer;
  }

  /**
   * Handles the message to its end; a storage failure leaves it invisible until its lease runs out.
   */
  void process(QueueMessageItem message) {
    try {
      Optional<byte[]> body = settings.messageEncoding().decode(message.getBody().toString());
      if (body.isEmpty()) {
        poison(message, message.getPopReceipt(), "it is not " + settings.messageEncoding());
      } else if (message.getDequeueCount() > settings.maxDequeueCount() && queue.hasPoisonQueue()) {
        poison(message, message.getPopReceipt(), "an earlier run of the last try never ended");
      } else {
        run(message, body.get());
      }
    } catch (RuntimeException e) {
      LOG.error(
          "Message {} of {} could not be completed; it comes again when it is visible: {}",
          message.getMessageId(),
          queue.name(),
          OneLine.of(e));
      LOG.debug("Trace of message {}", message.getMessageId(), e);
    }
  }

  private void run(QueueMessageItem message, byte[] body) {
    MessageLease lease = MessageLease.hold(queue, message, leaseTime, timer);
    Optional<Throwable> failure;
    try (lease) {
      failure = invoke(message, body);
    }
    if (failure.isEmpty()) {
      queue.delete(message, lease.popReceipt());
    } else if (!queue.hasPoisonQueue()) {
      LOG.debug("{} has no poison queue: the message stays invisible for a while", queue.name());
    } else if (message.getDequeueCount() >= settings.maxDequeueCount()) {
      poison(message, lease.popReceipt(), "it failed " + message.getDequeueCount() + " times");
    } else {
      queue.extend(message, lease.popReceipt(), settings.visibilityTimeout());
    }
  }

  private Optional<Throwable> invoke(QueueMessageItem message, byte[] body) {
    try {
      return invoker.invoke(function, MessageEncoding.text(body), MessageMetadata.of(message));
    } catch (CharacterCodingException e) {
      return invoker.reject(function, e);
    }
  }

  private void poison(QueueMessageItem message, String popReceipt, String reason) {
    LOG.warn(
        "Message {} of {} goes to the poison queue: {}",
        message.getMessageId(),
        queue.name(),
        reason);
    queue.poison(message, popReceipt);
  }
}
