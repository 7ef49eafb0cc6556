package highavailability.testing;

import highavailability.jobs.Json;
import highavailability.jobs.MessageQueues;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Queues in memory, from which tests take what was sent. */
public final class FakeQueues implements MessageQueues {
  private final List<Sent> sent = new ArrayList<>();
  private Runnable beforeSend = () -> {};

  /**
   * A message.
   *
   * @param queueName where it was sent
   * @param text what
   * @param visibleAfter with what delay
   */
  public record Sent(String queueName, String text, Duration visibleAfter) {
    /** The message as an object. */
    public <T> T as(Class<T> type) {
      return Json.read(text, type);
    }
  }

  /** Runs once, before the next message is sent; may throw, as a crash would. */
  public synchronized void beforeNextSend(Runnable action) {
    beforeSend = action;
  }

  @Override
  public synchronized void send(String queueName, String text, Duration visibleAfter) {
    Runnable action = beforeSend;
    beforeSend = () -> {};
    action.run();
    sent.add(new Sent(queueName, text, visibleAfter));
  }

  /** What was sent to a queue, the oldest first. */
  public synchronized List<Sent> on(String queueName) {
    return sent.stream().filter(s -> s.queueName().equals(queueName)).toList();
  }

  /** What was sent to a queue, as objects. */
  public <T> List<T> on(String queueName, Class<T> type) {
    return on(queueName).stream().map(s -> s.as(type)).toList();
  }
}
