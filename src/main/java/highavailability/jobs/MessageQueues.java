package highavailability.jobs;

import java.time.Duration;

/**
 * The queues that carry work between modules and to users. Messages are UTF-8 text (JSON in all but
 * poison queues), are kept until they are read, and may be delivered more than once.
 */
public interface MessageQueues {
  /** Most that a message may have in UTF-8: the service's 64 KiB, before Base64. */
  int MAX_BYTES = 48 * 1024;

  /**
   * Sends a message.
   *
   * @param queueName one of {@link QueueNames}, or the poison queue of one
   * @param text at most {@link #MAX_BYTES} in UTF-8
   * @param visibleAfter how long the message stays invisible; zero for at once, seven days at most
   */
  void send(String queueName, String text, Duration visibleAfter);
}
