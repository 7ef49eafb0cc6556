package highavailability.emulator;

import java.util.Optional;

/**
 * How many of the things that a fault could hit it does hit. A share is spread evenly, so that a
 * run can be repeated: half means every second one.
 *
 * @param share the part that is hit, above 0 and up to 1
 * @param left how many more are hit at most; empty for no limit
 * @param seen how many have been looked at so far
 */
public record Quota(double share, Optional<Integer> left, long seen) {

  public Quota {
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException(
          "share is " + share + ": give a number above 0 and up to 1");
    }
    if (left.isPresent() && left.get() < 0) {
      throw new IllegalArgumentException("count is " + left.get() + ": give 1 or more");
    }
  }

  /** Every one, until the fault is switched off. */
  public static Quota all() {
    return new Quota(1, Optional.empty(), 0);
  }

  /** The next ones only. */
  public static Quota next(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("count is " + count + ": give 1 or more");
    }
    return new Quota(1, Optional.of(count), 0);
  }

  /** A part of all. */
  public static Quota share(double share) {
    return new Quota(share, Optional.empty(), 0);
  }

  /** Whether the next one is hit. */
  public boolean hits() {
    return left.filter(count -> count == 0).isEmpty()
        && Math.floor((seen + 1) * share) > Math.floor(seen * share);
  }

  /** What is left when one more has been looked at. */
  public Quota afterOne() {
    return new Quota(share, hits() ? left.map(count -> count - 1) : left, seen + 1);
  }
}
