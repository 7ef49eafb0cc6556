package highavailability.emulator;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * What happens to some calls instead of a proper answer.
 *
 * @param id tells this fault from another one of the same kind
 * @param status of the answer, for {@link Effect#STATUS}
 * @param delay of the answer or of the work, for the effects that have one
 */
public record CallFault(
    UUID id,
    Effect effect,
    Calls calls,
    Optional<Integer> status,
    Optional<Duration> delay,
    Quota quota) {

  /** What the caller and the work go through. */
  public enum Effect {
    /** An error is answered, and nothing is done. */
    STATUS,
    /** All is done and answered, but late. */
    DELAY,
    /** Nothing is done, and the connection stays open without an answer. */
    SILENCE,
    /** All is done, and the connection ends without an answer. */
    LOSE_ANSWER,
    /** The connection ends at once without an answer, and all is done late. */
    EXECUTE_LATE,
    /** The connection stays open without an answer, and all is done late. */
    EXECUTE_LATE_IN_SILENCE;

    boolean hasDelay() {
      return this == DELAY || this == EXECUTE_LATE || this == EXECUTE_LATE_IN_SILENCE;
    }
  }

  public CallFault {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(calls, "calls");
    Objects.requireNonNull(quota, "quota");
    if (status.isPresent() != (effect == Effect.STATUS)) {
      throw new IllegalArgumentException(
          "status belongs to the effect that answers with it: give both or none");
    }
    if (status.isPresent() && (status.get() < 400 || status.get() > 599)) {
      throw new IllegalArgumentException("status is " + status.get() + ": give 400 to 599");
    }
    if (delay.isPresent() != effect.hasDelay()) {
      throw new IllegalArgumentException(
          effect.hasDelay()
              ? "delay is missing: give a duration such as PT5S"
              : "delay means nothing for this effect: leave it out");
    }
    delay.ifPresent(given -> EventFaults.requireNotNegative("delay", given));
  }

  public static CallFault status(int status, Calls calls, Quota quota) {
    return new CallFault(
        UUID.randomUUID(), Effect.STATUS, calls, Optional.of(status), Optional.empty(), quota);
  }

  /** An effect without a delay. */
  public static CallFault of(Effect effect, Calls calls, Quota quota) {
    return new CallFault(
        UUID.randomUUID(), effect, calls, Optional.empty(), Optional.empty(), quota);
  }

  /** An effect with a delay. */
  public static CallFault of(Effect effect, Duration delay, Calls calls, Quota quota) {
    return new CallFault(
        UUID.randomUUID(), effect, calls, Optional.empty(), Optional.of(delay), quota);
  }

  CallFault with(Quota newQuota) {
    return new CallFault(id, effect, calls, status, delay, newQuota);
  }
}
