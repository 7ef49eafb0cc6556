package highavailability.cli.cleanup;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a clean-up would do.
 *
 * @param accounts the instances that were to be looked at
 * @param steps for each that has answered, what was found there, in the order of deletion
 * @param failures why the others have not
 */
record CleanupPlan(
    List<String> accounts, Map<String, List<Step>> steps, Map<String, RuntimeException> failures) {

  /**
   * One thing.
   *
   * @param thing the thing
   * @param decisive what decides whether it may be deleted: the asset that a locator goes with, or
   *     else the thing itself
   * @param reasonToKeep why it stays; empty when it is to be deleted
   */
  record Step(CleanupThing thing, CleanupThing decisive, Optional<String> reasonToKeep) {}

  /** How many things are to be deleted. */
  long deletable() {
    return steps.values().stream()
        .flatMap(List::stream)
        .filter(s -> s.reasonToKeep().isEmpty())
        .count();
  }
}
