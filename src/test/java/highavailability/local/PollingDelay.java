package highavailability.local;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How long to wait before the next look into an empty queue: 100 ms after a message was found, then
 * a randomised exponential increase up to the maximum (azure-sdk-for-net,
 * RandomizedExponentialBackoffStrategy and QueuePollingIntervals; azure-docs,
 * functions-bindings-storage-queue-trigger.md, "Polling algorithm").
 */
final class PollingDelay {
  private static final double SPREAD = 0.2;
  private static final int EXPONENT_LIMIT = 30;

  private final Duration minimum;
  private final Duration maximum;
  private final DoubleSupplier random;
  private Duration current = Duration.ZERO;
  private int exponent;

  /**
   * @param random gives numbers from 0 to 1
   */
  PollingDelay(Duration minimum, Duration maximum, DoubleSupplier random) {
    this.minimum = minimum;
    this.maximum = maximum;
    this.random = random;
  }

  Duration next(boolean foundSinceLastDelay) {
    if (foundSinceLastDelay) {
      current = minimum;
      exponent = 1;
    } else if (!current.equals(maximum)) {
      current = increased();
    }
    return current;
  }

  private Duration increased() {
    Duration increased = minimum;
    if (exponent > 0) {
      double factor = 1 - SPREAD + 2 * SPREAD * random.getAsDouble();
      double growth = Math.pow(2, Math.min(exponent, EXPONENT_LIMIT) - 1.0);
      increased = minimum.plusMillis((long) (factor * growth * minimum.toMillis()));
    }
    if (increased.compareTo(maximum) >= 0) {
      return maximum;
    }
    exponent++;
    return increased;
  }
}
