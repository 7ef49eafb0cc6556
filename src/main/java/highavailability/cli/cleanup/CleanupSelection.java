package highavailability.cli.cleanup;

import highavailability.cli.cleanup.CleanupOwners.Objection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What to clean up.
 *
 * @param from created at this time or later
 * @param to created before this time
 * @param name what the names are like
 * @param kinds which kinds of things
 * @param includeRunning even what belongs to a job that is not over
 * @param includeForeign even what this app did not make
 */
record CleanupSelection(
    Optional<Instant> from,
    Optional<Instant> to,
    Optional<NamePattern> name,
    Set<Kind> kinds,
    boolean includeRunning,
    boolean includeForeign) {

  /** Kinds of things, in the order in which they are deleted. */
  enum Kind {
    jobs,
    locators,
    assets
  }

  /** Whether a thing is one of those, whoever it belongs to. */
  boolean covers(CleanupThing thing) {
    return kinds.contains(thing.kind())
        && from.filter(thing.createdAt()::isBefore).isEmpty()
        && to.filter(t -> !thing.createdAt().isBefore(t)).isEmpty()
        && name.filter(n -> !n.matches(thing.name())).isEmpty();
  }

  /** The first of the objections against deleting something that is not overruled. */
  Optional<String> reasonToKeep(List<Objection> objections) {
    return objections.stream().filter(o -> !overrules(o)).map(Objection::why).findFirst();
  }

  private boolean overrules(Objection objection) {
    return switch (objection.kind()) {
      case RUNNING -> includeRunning;
      case FOREIGN -> includeForeign;
      case PROTECTED -> false;
    };
  }
}
