package highavailability.jobs;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The queues as their operator sees them: what is on them can be looked at, taken and put back.
 * Messages are handed on as they stand on the wire, in whatever encoding.
 */
public interface OperatorQueues {
  /** Most messages that a queue shows or gives at a time. */
  int MOST_AT_A_TIME = 32;

  /** Most bytes that a message has on the wire. */
  int MOST_WIRE_BYTES = 64 * 1024;

  /**
   * About how many messages are on a queue, those that are invisible included; empty when there is
   * no such queue.
   */
  Optional<Long> count(String queueName);

  /**
   * Shows the first messages of a queue, {@link #MOST_AT_A_TIME} at most, and leaves them there;
   * none when there is no such queue.
   */
  List<Message> peek(String queueName);

  /**
   * Takes the first messages of a queue for a while, in the queue's order; when that is over and
   * they are neither deleted nor released, they are back.
   *
   * @param most 1 to {@link #MOST_AT_A_TIME}
   * @param hiddenFor one second to seven days
   * @return none when the queue has none that is visible, or does not exist
   */
  List<Taken> take(String queueName, int most, Duration hiddenFor);

  /**
   * Hides a message that was taken for another while, counted from now.
   *
   * @return the message with the receipt that is good from now on; empty when it is no longer this
   *     caller's
   */
  Optional<Taken> extend(Taken message, Duration hiddenFor);

  /**
   * Deletes a message that was taken.
   *
   * @return false when it is no longer this caller's: it was hidden for too short a time, and
   *     somebody else may have it
   */
  boolean delete(Taken message);

  /**
   * Puts a message that was taken back at once.
   *
   * @return false when it is no longer this caller's
   */
  boolean release(Taken message);

  /**
   * Sends text as it is to stand on the wire, without an expiry; the queue must exist.
   *
   * @param wireText at most {@link #MOST_WIRE_BYTES} in UTF-8
   */
  void sendAsIs(String queueName, String wireText);

  /** What the queue service takes for the current time, in whole seconds. */
  Instant serviceTime();

  /**
   * A message.
   *
   * @param id the queue's own, of this stay in the queue
   * @param wireText as it stands on the wire
   * @param insertedAt when it was put on the queue
   * @param dequeueCount how often it was taken from this queue
   */
  record Message(String id, String wireText, Instant insertedAt, long dequeueCount) {}

  /**
   * A message that was taken.
   *
   * @param queueName where it was
   * @param message the message
   * @param receipt proves that it is this caller's
   */
  record Taken(String queueName, Message message, String receipt) {}
}
