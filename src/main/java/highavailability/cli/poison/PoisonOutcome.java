package highavailability.cli.poison;

import java.util.Optional;

/**
 * What became of a message that was asked for.
 *
 * @param detail more about it, where there is more
 */
record PoisonOutcome(String id, Optional<String> jobName, Kind kind, Optional<String> detail) {
  /** What became of it. */
  enum Kind {
    REQUEUED("requeued", true, false),
    WOULD_BE_REQUEUED("would be requeued", true, true),
    DROPPED("dropped", true, false),
    WOULD_BE_DROPPED("would be dropped", true, true),
    /** Left where it is. */
    REFUSED("refused", false, true),
    /** Somebody else has it, or had it. */
    GONE("gone", false, false);

    private final String words;
    private final boolean good;
    private final boolean staying;

    Kind(String words, boolean good, boolean staying) {
      this.words = words;
      this.good = good;
      this.staying = staying;
    }

    /** Whether it is what was asked for. */
    boolean isGood() {
      return good;
    }

    /** Whether it leaves the message on its queue. */
    boolean isStaying() {
      return staying;
    }

    @Override
    public String toString() {
      return words;
    }
  }

  static PoisonOutcome of(PoisonItem item, Kind kind) {
    return new PoisonOutcome(item.id(), item.jobName(), kind, Optional.empty());
  }

  static PoisonOutcome of(PoisonItem item, Kind kind, String detail) {
    return new PoisonOutcome(item.id(), item.jobName(), kind, Optional.of(detail));
  }
}
