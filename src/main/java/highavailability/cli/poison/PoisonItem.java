package highavailability.cli.poison;

import highavailability.cli.command.Words;
import highavailability.jobs.OperatorQueues.Message;
import highavailability.jobs.PoisonMessage;
import highavailability.jobs.PoisonMessages;
import highavailability.jobs.WireText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A message on a poison queue, with what is known of it.
 *
 * @param message as the queue has it
 * @param content what it says
 * @param jobName the job that it speaks of, where it can be read
 * @param reasons why its text was moved, each time that the app did so, the oldest first
 */
record PoisonItem(
    Message message, WireText content, Optional<String> jobName, List<PoisonMessage> reasons) {
  private static final int SHORT = 100;

  /**
   * Reads a message.
   *
   * @param reasons those of all messages, by hash
   */
  static PoisonItem of(Message message, Map<String, List<PoisonMessage>> reasons) {
    WireText content = WireText.of(message.wireText());
    return new PoisonItem(
        message,
        content,
        PoisonMessages.jobNameIn(content.text()),
        reasons.getOrDefault(PoisonMessages.hashOf(content.text()), List.of()));
  }

  String id() {
    return message.id();
  }

  /** How often the app has moved this text to the poison queue. */
  int returns() {
    return reasons.size();
  }

  /** The newest reason, or what it means that there is none. */
  String why() {
    if (!reasons.isEmpty()) {
      return reasons.get(reasons.size() - 1).reason();
    }
    return switch (content.encoding()) {
      case raw ->
          "none: moved by the Functions host, because the text is not Base64; requeue sends it as"
              + " Base64";
      case binary ->
          "none that can be found: it holds bytes that are no text, and will come back whenever it"
              + " is requeued; drop it";
      case base64 ->
          "none: moved by the Functions host, perhaps because an invocation was killed or timed out"
              + " on its last try";
    };
  }

  /** The same on one line that fits into a table. */
  String shortWhy() {
    String line = why().replaceAll("\\s+", " ");
    return line.length() <= SHORT ? line : line.substring(0, SHORT - 1) + "…";
  }

  /** How long it has been there, for people. */
  String age(Instant now) {
    return Words.age(Duration.between(message.insertedAt(), now));
  }
}
