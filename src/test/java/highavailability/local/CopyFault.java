package highavailability.local;

import highavailability.emulator.Quota;
import java.time.Duration;
import java.util.Optional;

/**
 * What happens to server-side copies into a region's storage.
 *
 * @param status the error that a refused copy is answered with
 * @param pending how long a copy stays pending before it is done, or fails
 */
record CopyFault(Effect effect, Optional<Integer> status, Optional<Duration> pending, Quota quota) {

  /** What becomes of a copy. */
  enum Effect {
    /** An error is answered, and nothing is copied. */
    REFUSE,
    /** The copy is accepted, stays pending for some time, and is done then. */
    PEND,
    /** The copy is accepted, stays pending for some time, and fails then. */
    FAIL
  }

  CopyFault {
    if (status.isPresent() != (effect == Effect.REFUSE)) {
      throw new IllegalArgumentException(
          "status belongs to the effect that refuses: give both or none");
    }
    if (status.isPresent() && (status.get() < 400 || status.get() > 599)) {
      throw new IllegalArgumentException("status is " + status.get() + ": give 400 to 599");
    }
    if (pending.isPresent() == (effect == Effect.REFUSE)) {
      throw new IllegalArgumentException(
          effect == Effect.REFUSE
              ? "pending means nothing for a copy that is refused: leave it out"
              : "pending is missing: give a duration such as PT5S");
    }
    if (pending.filter(Duration::isNegative).isPresent()) {
      throw new IllegalArgumentException("pending is negative: give a duration such as PT5S");
    }
  }

  /** Every attempt counts, and clients try a 500 or 503 again by themselves. */
  static CopyFault refuse(int status, Quota quota) {
    return new CopyFault(Effect.REFUSE, Optional.of(status), Optional.empty(), quota);
  }

  static CopyFault pend(Duration pending, Quota quota) {
    return new CopyFault(Effect.PEND, Optional.empty(), Optional.of(pending), quota);
  }

  static CopyFault fail(Duration pending, Quota quota) {
    return new CopyFault(Effect.FAIL, Optional.empty(), Optional.of(pending), quota);
  }

  CopyFault with(Quota newQuota) {
    return new CopyFault(effect, status, pending, newQuota);
  }
}
