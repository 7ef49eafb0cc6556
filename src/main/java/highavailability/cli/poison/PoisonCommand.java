package highavailability.cli.poison;

import highavailability.cli.command.HelpOption;
import highavailability.cli.command.Operator;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
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
public final class PoisonCommand implements Runnable {
  @Mixin HelpOption help;

  @Spec CommandSpec spec;

  private PoisonCommand() {}

  /** The group with its commands. */
  public static CommandLine of(Operator operator) {
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
