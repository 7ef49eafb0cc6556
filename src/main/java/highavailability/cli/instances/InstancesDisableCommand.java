package highavailability.cli.instances;

import highavailability.cli.command.Operator;
import highavailability.cli.command.OperatorCommand;
import highavailability.cli.command.Session;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Keeps new jobs away from instances. */
@Command(
    name = "disable",
    description = {
      "Keeps new jobs away from instances until they are enabled again.",
      "Jobs that run there go on, and assets are still provisioned there."
    },
    footer = {"", "Example:", "  msha instances disable amswesteurope"})
final class InstancesDisableCommand extends OperatorCommand {
  @Parameters(arity = "1..*", paramLabel = "<account>", description = "The instances.")
  List<String> accounts;

  @Option(
      names = "--force",
      description = "Even when no enabled instance is left; new jobs wait then.")
  boolean force;

  InstancesDisableCommand(Operator operator) {
    super(operator);
  }

  @Override
  protected boolean run(Session session) {
    InstancesEnableCommand.print(
        session,
        InstanceOverview.of(session.app()).disable(requireAccounts(session, accounts), force));
    session.output().note("Jobs that run there go on, and assets are still provisioned there.");
    return true;
  }
}
