package highavailability.local;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a .NET {@code TimeSpan} as the Functions host does: {@code
 * [days.]hours:minutes[:seconds[.fraction]]}.
 *
 * <p>Hours go up to 23 only; {@code 24:00:00} means 24 days, a trap that the documentation of the
 * timer trigger names (azure-docs, articles/azure-functions/functions-bindings-timer.md,
 * "TimeSpan").
 */
final class TimeSpanText {
  private static final Pattern TIME_SPAN =
      Pattern.compile("(?:(\\d{1,8})\\.)?(\\d{1,8}):(\\d{1,2})(?::(\\d{1,2})(?:\\.(\\d{1,7}))?)?");

  private TimeSpanText() {}

  /** The duration that the text means; empty when it is no time span. */
  static Optional<Duration> parse(String text) {
    Matcher matcher = TIME_SPAN.matcher(text.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long days = number(matcher.group(1));
    long hours = number(matcher.group(2));
    long minutes = number(matcher.group(3));
    long seconds = number(matcher.group(4));
    if (hours > 23 && matcher.group(1) == null && matcher.group(5) == null) {
      days = hours;
      hours = minutes;
      minutes = seconds;
      seconds = 0;
    }
    if (hours > 23 || minutes > 59 || seconds > 59) {
      return Optional.empty();
    }
    return Optional.of(
        Duration.ofDays(days)
            .plusHours(hours)
            .plusMinutes(minutes)
            .plusSeconds(seconds)
            .plusNanos(nanos(matcher.group(5))));
  }

  private static long number(String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }

  private static long nanos(String fraction) {
    return fraction == null ? 0 : Long.parseLong((fraction + "000000000").substring(0, 9));
  }
}
