package highavailability.emulator;

import java.time.Duration;
import java.util.Optional;

/**
 * What happens to events on their way. An event that is not lost is sent {@code 1 + duplicates}
 * times, each time after the delay and, with a window, at a random moment within it.
 *
 * @param lost which events are never sent; empty for none
 * @param delay of every delivery; events of one job stay in order
 * @param duplicates how many more times each event is sent
 * @param shuffleWindow how far apart deliveries may change places; zero keeps the order
 */
public record EventFaults(
    Optional<Quota> lost, Duration delay, int duplicates, Duration shuffleWindow) {

  private static final int MOST_DUPLICATES = 100;

  public EventFaults {
    requireNotNegative("delay", delay);
    requireNotNegative("shuffle", shuffleWindow);
    if (duplicates < 0 || duplicates > MOST_DUPLICATES) {
      throw new IllegalArgumentException(
          "duplicates is " + duplicates + ": give 0 to " + MOST_DUPLICATES);
    }
  }

  public static EventFaults none() {
    return new EventFaults(Optional.empty(), Duration.ZERO, 0, Duration.ZERO);
  }

  public EventFaults withLost(Quota quota) {
    return new EventFaults(Optional.of(quota), delay, duplicates, shuffleWindow);
  }

  public EventFaults withDelay(Duration newDelay) {
    return new EventFaults(lost, newDelay, duplicates, shuffleWindow);
  }

  public EventFaults withDuplicates(int newDuplicates) {
    return new EventFaults(lost, delay, newDuplicates, shuffleWindow);
  }

  public EventFaults withShuffleWindow(Duration newWindow) {
    return new EventFaults(lost, delay, duplicates, newWindow);
  }

  boolean isShuffled() {
    return !shuffleWindow.isZero();
  }

  boolean isLate() {
    return isShuffled() || !delay.isZero();
  }

  static void requireNotNegative(String field, Duration given) {
    if (given.isNegative()) {
      throw new IllegalArgumentException(
          field + " is " + given + ": give zero or a positive duration such as PT5S");
    }
  }
}
