package highavailability.local;

import java.time.Instant;

/** Waits for what triggers a function, and runs it. */
interface Listener {
  void start();

  /** Starts nothing more; returns at once. */
  void stop();

  /** Waits after {@link #stop} for what is running, and interrupts it at the deadline. */
  void awaitEnd(Instant deadline);
}
