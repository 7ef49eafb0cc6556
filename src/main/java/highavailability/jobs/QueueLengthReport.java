package highavailability.jobs;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs how much waits on each queue, for alerts and charts: the storage service's own metric counts
 * all queues together, hours late.
 */
public final class QueueLengthReport {
  private static final Logger log = LoggerFactory.getLogger(QueueLengthReport.class);

  private final OperatorQueues queues;

  /** Counts in the given queues. */
  public QueueLengthReport(OperatorQueues queues) {
    this.queues = queues;
  }

  /**
   * Logs one line per queue. Messages that wait for their time are included. A queue that cannot be
   * counted gets a warning instead, and fails nothing.
   */
  public void log() {
    QueueNames.ALL.forEach(this::log);
  }

  private void log(String queueName) {
    try {
      Optional<Long> messages = queues.count(queueName);
      if (messages.isPresent()) {
        log.atInfo()
            .addKeyValue("queueName", queueName)
            .addKeyValue("messages", messages.get())
            .log("Queue length");
      } else {
        notCounted(queueName, "there is no such queue; msha init makes it");
      }
    } catch (RuntimeException e) {
      notCounted(queueName, RedactedFailure.of(e).toString());
    }
  }

  private static void notCounted(String queueName, String why) {
    log.atWarn()
        .addKeyValue("queueName", queueName)
        .log("The queue's length is unknown until it can be counted again: {}", why);
  }
}
