package highavailability.local;

import com.azure.storage.queue.models.QueueErrorCode;
import com.azure.storage.queue.models.QueueMessageItem;
import com.azure.storage.queue.models.QueueStorageException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Polls a queue for a function (azure-sdk-for-net, QueueListener.ExecuteAsync): fetches batches
 * until more than {@code newBatchThreshold} messages are running, looks again at once after a batch
 * that held something, and backs off from an empty queue. The queue is not created: until it exists
 * it counts as empty.
 */
final class QueueListener implements Listener {
  private static final Logger LOG = LoggerFactory.getLogger(QueueListener.class);

  private final HostQueue queue;
  private final QueueSettings settings;
  private final Duration leaseTime;
  private final QueueMessageProcessor processor;
  private final PollingDelay delay;
  private final Thread poller;
  private final WorkerPool workers;
  private boolean stopped;
  private int running;
  private boolean troubled;

  QueueListener(
      HostQueue queue,
      QueueSettings settings,
      Duration leaseTime,
      QueueMessageProcessor processor) {
    this.queue = queue;
    this.settings = settings;
    this.leaseTime = leaseTime;
    this.processor = processor;
    this.delay =
        new PollingDelay(
            QueueSettings.MIN_POLLING_INTERVAL,
            settings.maxPollingInterval(),
            () -> ThreadLocalRandom.current().nextDouble());
    this.workers = new WorkerPool(queue.name(), settings.maxConcurrency());
    this.poller = new Thread(this::poll, queue.name() + "-poller");
    this.poller.setDaemon(true);
  }

  @Override
  public void start() {
    poller.start();
  }

  @Override
  public synchronized void stop() {
    stopped = true;
    notifyAll();
  }

  @Override
  public void awaitEnd(Instant deadline) {
    Waiting.join(poller, deadline);
    workers.awaitEnd(deadline);
  }

  private void poll() {
    boolean foundSinceDelay = false;
    try {
      while (!isStopped()) {
        if (fetch()) {
          foundSinceDelay = true;
          awaitThreshold();
        } else {
          pause(delay.next(foundSinceDelay));
          foundSinceDelay = false;
        }
      }
    } catch (InterruptedException e) {
      LOG.debug("{} is no longer polled", queue.name(), e);
    }
  }

  /** Whether the queue held something. */
  private boolean fetch() {
    List<QueueMessageItem> batch;
    try {
      batch = queue.receive(settings.batchSize(), leaseTime);
      troubled = false;
    } catch (QueueStorageException e) {
      if (!QueueErrorCode.QUEUE_NOT_FOUND.equals(e.getErrorCode())) {
        report(e);
      }
      return false;
    } catch (RuntimeException e) {
      report(e);
      return false;
    }
    batch.forEach(this::begin);
    return !batch.isEmpty();
  }

  /** One line for a whole outage. */
  private void report(RuntimeException e) {
    if (!troubled && !isStopped()) {
      LOG.warn("{} cannot be read at the moment; polling goes on: {}", queue.name(), OneLine.of(e));
      LOG.debug("Trace of {}", queue.name(), e);
    }
    troubled = true;
  }

  private void begin(QueueMessageItem message) {
    synchronized (this) {
      running++;
    }
    workers.execute(
        () -> {
          try {
            processor.process(message);
          } finally {
            ended();
          }
        });
  }

  private synchronized void ended() {
    running--;
    notifyAll();
  }

  private synchronized void awaitThreshold() throws InterruptedException {
    while (!stopped && running > settings.newBatchThreshold()) {
      wait();
    }
  }

  private synchronized void pause(Duration time) throws InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    for (long left = time.toNanos(); !stopped && left > 0; left = end - System.nanoTime()) {
      wait(left / 1_000_000, (int) (left % 1_000_000));
    }
  }

  private synchronized boolean isStopped() {
    return stopped;
  }
}
