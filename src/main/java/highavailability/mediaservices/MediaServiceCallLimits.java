package highavailability.mediaservices;

import java.time.Duration;
import java.util.Objects;

/**
 * How long a call to an instance may take, and how it is tried again. Short on purpose: there is
 * another instance, so failing over beats waiting.
 *
 * @param connectTimeout to reach the instance
 * @param responseTimeout for one try, from sending to the head of the answer, and between two parts
 *     of its body
 * @param callTimeout for a whole call, with its token and all its tries
 * @param retryDelay before the one retry, when the answer asks for no other
 * @param longestRetryAfter the longest wait that an answer may ask for; a call that would have to
 *     wait longer is not tried again
 */
public record MediaServiceCallLimits(
    Duration connectTimeout,
    Duration responseTimeout,
    Duration callTimeout,
    Duration retryDelay,
    Duration longestRetryAfter) {
  /** Rejects nulls, and durations that are not positive. */
  public MediaServiceCallLimits {
    requirePositive("connectTimeout", connectTimeout);
    requirePositive("responseTimeout", responseTimeout);
    requirePositive("callTimeout", callTimeout);
    requirePositive("retryDelay", retryDelay);
    requirePositive("longestRetryAfter", longestRetryAfter);
  }

  /** Limits for instances in Azure regions. */
  public static MediaServiceCallLimits defaults() {
    return new MediaServiceCallLimits(
        Duration.ofSeconds(5),
        Duration.ofSeconds(30),
        Duration.ofSeconds(45),
        Duration.ofMillis(200),
        Duration.ofSeconds(1));
  }

  private static void requirePositive(String name, Duration duration) {
    Objects.requireNonNull(duration, name);
    if (duration.isZero() || duration.isNegative()) {
      throw new IllegalArgumentException(name + " is " + duration + "; it must be positive.");
    }
  }
}
