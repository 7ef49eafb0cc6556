package highavailability.jobs;

import java.time.Duration;

/** Waits inside an invocation; comes in from outside, so that tests need not wait. */
@FunctionalInterface
public interface Pause {
  /** Waits; returns early, with the thread's interrupt flag set, when interrupted. */
  void pause(Duration duration);
}
