package highavailability.cli.poison;

import highavailability.cli.command.OperatorCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Options that say which messages of a poison queue are meant. */
final class PoisonSelection {
  @Option(
      names = "--id",
      paramLabel = "<id>",
      description = "The message of this id, as list shows it. May be given several times.")
  List<String> ids = new ArrayList<>();

  @Option(
      names = "--job",
      paramLabel = "<name>",
      description = "All messages that speak of this job. May be given several times.")
  List<String> jobNames = new ArrayList<>();

  @Option(names = "--all", description = "All messages of the queue.")
  boolean all;

  /**
   * Demands that something is selected, in one way.
   *
   * @throws ParameterException otherwise
   */
  void require(OperatorCommand command) {
    boolean some = !ids.isEmpty() || !jobNames.isEmpty();
    if (!all && !some) {
      throw command.wrongUse("Say which messages: --id <id>, --job <name> or --all.");
    }
    if (all && some) {
      throw command.wrongUse("Give --all, or --id and --job, not both.");
    }
  }

  /** Whether a message is meant. */
  boolean has(String id, Optional<String> jobName) {
    return all
        || ids.contains(id)
        || jobName.filter(n -> jobNames.stream().anyMatch(n::equalsIgnoreCase)).isPresent();
  }

  /** Whether nothing can be found beyond these. */
  boolean isCompleteWith(Set<String> foundIds) {
    return !all && jobNames.isEmpty() && foundIds.containsAll(ids);
  }

  /** What was asked for and is not among these. */
  List<String> missingIn(Set<String> foundIds, Stream<String> foundJobs) {
    Set<String> jobs = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    foundJobs.forEach(jobs::add);
    return Stream.concat(
            ids.stream().filter(id -> !foundIds.contains(id)),
            jobNames.stream().filter(name -> !jobs.contains(name)))
        .distinct()
        .toList();
  }
}
