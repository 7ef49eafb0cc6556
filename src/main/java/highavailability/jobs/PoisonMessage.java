package highavailability.jobs;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Why a message went to its poison queue.
 *
 * @param queueName the queue that it came from
 * @param movedAt when
 * @param messageHash SHA-256 of the message's UTF-8 text in lower-case hexadecimal: finds the
 *     reason for a message in a poison queue
 * @param jobName the job that the message speaks of, where it could be read
 * @param reason for the operator; holds no secret
 * @param dequeueCount how often the message had been delivered
 */
public record PoisonMessage(
    String queueName,
    Instant movedAt,
    String messageHash,
    Optional<String> jobName,
    String reason,
    long dequeueCount) {
  /** Rejects nulls. */
  public PoisonMessage {
    Objects.requireNonNull(queueName, "queueName");
    Objects.requireNonNull(movedAt, "movedAt");
    Objects.requireNonNull(messageHash, "messageHash");
    Objects.requireNonNull(jobName, "jobName");
    Objects.requireNonNull(reason, "reason");
  }
}
