package highavailability.app;

import highavailability.jobs.InvalidMessageException;
import highavailability.jobs.Json;
import highavailability.jobs.PoisonMessages;
import highavailability.jobs.RedactedFailure;
import highavailability.mediaservices.MediaServiceCallHistory;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What every invocation of a function has around it: bad messages are moved to the poison queue
 * with their reason, everything else that fails is let out for the host to try again, and the call
 * history is written before the invocation ends.
 */
public final class Invocations {
  /** The host's number of tries; must be {@code maxDequeueCount} of host.json. */
  static final int MAX_DEQUEUE_COUNT = 5;

  private static final Logger log = LoggerFactory.getLogger(Invocations.class);

  private final PoisonMessages poison;
  private final MediaServiceCallHistory calls;

  /** Moves bad messages with the one, and flushes the other. */
  public Invocations(PoisonMessages poison, MediaServiceCallHistory calls) {
    this.poison = poison;
    this.calls = calls;
  }

  /**
   * Processes a queue message.
   *
   * @param dequeueCount how often the message has been delivered, this time included
   * @param type what the message is to be read as
   * @param service what is to be done with it
   */
  public <T> void onMessage(
      String queueName, String message, long dequeueCount, Class<T> type, Consumer<T> service) {
    try {
      service.accept(Json.read(message, type));
    } catch (InvalidMessageException e) {
      poison.move(queueName, message, e.getMessage(), dequeueCount);
    } catch (RuntimeException e) {
      RuntimeException shown = RedactedFailure.of(e);
      if (dequeueCount < MAX_DEQUEUE_COUNT) {
        log.atWarn()
            .addKeyValue("queueName", queueName)
            .addKeyValue("dequeueCount", dequeueCount)
            .log("A message could not be processed and will be tried again: {}", shown.toString());
        throw shown;
      }
      log.atError()
          .addKeyValue("queueName", queueName)
          .addKeyValue("dequeueCount", dequeueCount)
          .setCause(shown)
          .log("A message could not be processed at the last try");
      poison.move(queueName, message, "Failed " + dequeueCount + " times: " + e, dequeueCount);
    } finally {
      calls.flush();
    }
  }

  /** Runs what is not triggered by a message that could be moved. */
  public void run(Runnable service) {
    try {
      service.run();
    } catch (RuntimeException e) {
      throw RedactedFailure.of(e);
    } finally {
      calls.flush();
    }
  }
}
