package highavailability.local;

import com.azure.storage.queue.models.QueueMessageItem;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a message invisible while its function runs, by renewing at half of the time
 * (azure-sdk-for-net, QueueListener .CreateUpdateMessageVisibilityTimer,
 * UpdateQueueMessageVisibilityCommand, LinearSpeedupStrategy).
 */
final class MessageLease implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MessageLease.class);
  private static final Duration SHORTEST_RETRY = Duration.ofMinutes(1);

  private final HostQueue queue;
  private final QueueMessageItem message;
  private final Duration visibility;
  private final ScheduledExecutorService timer;
  private Duration interval;
  private String popReceipt;
  private Future<?> nextRenewal;
  private boolean closed;

  private MessageLease(
      HostQueue queue,
      QueueMessageItem message,
      Duration visibility,
      ScheduledExecutorService timer) {
    this.queue = queue;
    this.message = message;
    this.visibility = visibility;
    this.timer = timer;
    this.interval = visibility.dividedBy(2);
    this.popReceipt = message.getPopReceipt();
  }

  static MessageLease hold(
      HostQueue queue,
      QueueMessageItem message,
      Duration visibility,
      ScheduledExecutorService timer) {
    MessageLease lease = new MessageLease(queue, message, visibility, timer);
    lease.schedule();
    return lease;
  }

  private synchronized void schedule() {
    nextRenewal = timer.schedule(this::renew, interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  private synchronized void renew() {
    if (closed) {
      return;
    }
    try {
      Optional<String> renewed = queue.extend(message, popReceipt, visibility);
      if (renewed.isEmpty()) {
        closed = true;
        return;
      }
      popReceipt = renewed.get();
      interval = visibility.dividedBy(2);
    } catch (RuntimeException e) {
      LOG.warn(
          "Message {} of {} could not be kept invisible; it is tried again: {}",
          message.getMessageId(),
          queue.name(),
          OneLine.of(e));
      Duration half = interval.dividedBy(2);
      interval = half.compareTo(SHORTEST_RETRY) < 0 ? min(interval, SHORTEST_RETRY) : half;
    }
    schedule();
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /** The receipt that the last renewal left behind. */
  synchronized String popReceipt() {
    return popReceipt;
  }

  /** Ends the renewals; one that is under way is waited for. */
  @Override
  public synchronized void close() {
    closed = true;
    nextRenewal.cancel(false);
  }
}
