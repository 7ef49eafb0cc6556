package highavailability.local;

import java.time.Instant;
import java.util.Optional;

/**
 * When a timer function runs: an NCRONTAB expression of six fields (with five, the second is 0), in
 * UTC, or a fixed time span (azure-docs, articles/azure-functions/functions-bindings-timer.md,
 * "NCRONTAB expressions", "TimeSpan"; azure-webjobs-sdk-extensions, TimerSchedule: first the one is
 * tried, then the other).
 */
interface TimerSchedule {
  /** Has no next time. */
  TimerSchedule NEVER = after -> Optional.empty();

  /** The first time strictly after the given one. */
  Optional<Instant> next(Instant after);

  /** The schedule that the expression means; empty when it is none. */
  static Optional<TimerSchedule> parse(String expression) {
    return Ncrontab.parse(expression)
        .or(
            () ->
                TimeSpanText.parse(expression)
                    .filter(interval -> !interval.isZero())
                    .map(interval -> after -> Optional.of(after.plus(interval))));
  }
}
