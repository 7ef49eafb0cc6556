package highavailability.functions;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Reads the time at which a message was put on its queue. */
final class InsertionTime {
  private InsertionTime() {}

  /**
   * The time; the host hands it over as JSON, in quotes. Empty when it cannot be read: the message
   * may then be an old one.
   */
  static Optional<Instant> parse(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text.replace("\"", "").strip()).toInstant());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
