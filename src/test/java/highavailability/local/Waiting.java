package highavailability.local;

import java.time.Duration;
import java.time.Instant;

/** Waits for the host's threads at its end. */
final class Waiting {
  /** How long a thread gets to end once it is interrupted. */
  static final Duration GRACE = Duration.ofSeconds(2);

  private Waiting() {}

  static long millisUntil(Instant deadline) {
    return Math.max(1, Duration.between(Instant.now(), deadline).toMillis());
  }

  /** Waits for the thread until the deadline, then interrupts it. */
  static void join(Thread thread, Instant deadline) {
    try {
      thread.join(millisUntil(deadline));
      if (thread.isAlive()) {
        thread.interrupt();
        thread.join(GRACE.toMillis());
      }
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
    }
  }
}
