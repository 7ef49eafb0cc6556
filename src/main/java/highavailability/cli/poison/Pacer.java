package highavailability.cli.poison;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Spreads steps over time: no more than a number of them in a second, without catching up. */
final class Pacer {
  private static final double NANOS = Duration.ofSeconds(1).toNanos();

  private final Clock clock;
  private final Duration interval;
  private Instant next;

  /**
   * Begins.
   *
   * @param rate steps per second; empty for as many as can be
   * @param first when the first one may be at the earliest
   */
  Pacer(Clock clock, Optional<Double> rate, Instant first) {
    this.clock = clock;
    this.interval = rate.map(r -> Duration.ofNanos((long) (NANOS / r))).orElse(Duration.ZERO);
    this.next = first;
  }

  /** How long the next step has to wait; zero when its time has come. */
  Duration untilNext() {
    Duration wait = Duration.between(clock.instant(), next);
    return wait.isNegative() ? Duration.ZERO : wait;
  }

  /** Tells that a step begins now. */
  void step() {
    next = clock.instant().plus(interval);
  }
}
