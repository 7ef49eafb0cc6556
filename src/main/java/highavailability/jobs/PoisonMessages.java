package highavailability.jobs;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Moves messages to their poison queue, unchanged, and keeps the reason. */
public final class PoisonMessages {
  private static final Logger log = LoggerFactory.getLogger(PoisonMessages.class);

  private final MessageQueues queues;
  private final PoisonMessageStore reasons;
  private final Clock clock;

  /** Moves over the given queues. */
  public PoisonMessages(MessageQueues queues, PoisonMessageStore reasons, Clock clock) {
    this.queues = queues;
    this.reasons = reasons;
    this.clock = clock;
  }

  /**
   * Moves a message. The reason is kept first: a crash in between leaves a reason too many rather
   * than a message without one.
   *
   * @param reason for the operator; a SAS in it is redacted
   */
  public void move(String queueName, String message, String reason, long dequeueCount) {
    String shown = Redaction.redact(reason);
    Optional<String> jobName = jobNameIn(message);
    reasons.add(
        new PoisonMessage(
            queueName, clock.instant(), hashOf(message), jobName, shown, dequeueCount));
    queues.send(QueueNames.poisonQueueOf(queueName), message, Duration.ZERO);
    log.atError()
        .addKeyValue("queueName", queueName)
        .addKeyValue("jobName", jobName.orElse("unknown"))
        .addKeyValue("dequeueCount", dequeueCount)
        .log("A message was moved to {}: {}", QueueNames.poisonQueueOf(queueName), shown);
  }

  /** SHA-256 of a message, by which its reason is found. */
  public static String hashOf(String message) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(message.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java runtime has SHA-256", e);
    }
  }

  /** The job that a message speaks of; empty when it cannot be read. */
  public static Optional<String> jobNameIn(String message) {
    try {
      return Optional.ofNullable(Json.tree(message).path("jobName").textValue());
    } catch (InvalidMessageException e) {
      return Optional.empty();
    }
  }
}
