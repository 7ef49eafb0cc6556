package highavailability.emulator;

import java.time.Duration;
import java.util.Objects;

/**
 * How long an emulated job stays in each state before it moves on. Reading the input and writing
 * the outputs come on top of {@code processing}.
 */
public record EncodingSpeed(Duration queued, Duration scheduled, Duration processing) {

  public EncodingSpeed {
    requireNotNegative("queued", queued);
    requireNotNegative("scheduled", scheduled);
    requireNotNegative("processing", processing);
  }

  /** Fast enough for tests, slow enough that every state and some progress can be seen. */
  public static EncodingSpeed quick() {
    return new EncodingSpeed(Duration.ofMillis(20), Duration.ofMillis(20), Duration.ofMillis(100));
  }

  private static void requireNotNegative(String field, Duration value) {
    Objects.requireNonNull(value, field);
    if (value.isNegative()) {
      throw new IllegalArgumentException(
          "EncodingSpeed." + field + " is " + value + ": give zero or a positive duration");
    }
  }
}
