package highavailability.cli.poison;

import picocli.CommandLine.Parameters;

/** The parameter that says which poison queue is meant. */
final class PoisonQueueParameter {
  @Parameters(
      index = "0",
      paramLabel = "<queue>",
      converter = PoisonQueue.Converter.class,
      completionCandidates = PoisonQueue.Candidates.class,
      description = "One of ${COMPLETION-CANDIDATES}, with or without -poison.")
  PoisonQueue queue;
}
