package highavailability.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Messages that could not be processed. */
@Command(
    name = "poison",
    description = "Looks at messages that could not be processed, and requeues or drops them.",
    footer = {
      "",
      "Examples:",
      "  msha poison list",
      "  msha poison show job-requests job-7",
      "  msha poison requeue job-requests --job job-7"
    })
final class PoisonCommand implements Runnable {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Shows this help.")
  boolean help;

  @Spec CommandSpec spec;

  private PoisonCommand() {}

  static CommandLine of(Operator operator) {
    return new CommandLine(new PoisonCommand())
        .addSubcommand(new PoisonListCommand(operator))
        .addSubcommand(new PoisonShowCommand(operator))
        .addSubcommand(new PoisonRequeueCommand(operator))
        .addSubcommand(new PoisonDropCommand(operator));
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "A command is missing: list, show, requeue or drop.");
  }
}
