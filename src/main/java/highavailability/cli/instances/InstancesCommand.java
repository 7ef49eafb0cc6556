package highavailability.cli.instances;

import highavailability.cli.command.Operator;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The instances and what an operator does with them; without a command of its own it lists. */
@Command(
    name = "instances",
    description =
        "Shows the health of the instances and whether they stream, and takes them out of use.",
    footer = {
      "",
      "Examples:",
      "  msha instances",
      "  msha instances disable amswesteurope",
      "  msha instances stop-streaming amswesteurope"
    })
public final class InstancesCommand extends InstancesListCommand {
  private InstancesCommand(Operator operator) {
    super(operator);
  }

  /** The group with its commands. */
  public static CommandLine with(Operator operator) {
    return new CommandLine(new InstancesCommand(operator))
        .addSubcommand(new InstancesListCommand(operator))
        .addSubcommand(new InstancesEnableCommand(operator))
        .addSubcommand(new InstancesDisableCommand(operator))
        .addSubcommand(new InstancesStartStreamingCommand(operator))
        .addSubcommand(new InstancesStopStreamingCommand(operator))
        .addSubcommand(new InstancesEvaluateCommand(operator));
  }
}
