package highavailability.cli.instances;

import highavailability.cli.command.Operator;
import highavailability.cli.command.OperatorCommand;
import highavailability.cli.command.Session;
import picocli.CommandLine.Command;

/** Rates all instances now. */
@Command(
    name = "evaluate",
    description = {
      "Rates all instances now, as the app does on its schedule, and lists them.",
      "Jobs of an unhealthy instance are verified at once."
    },
    footer = {"", "Example:", "  msha instances evaluate"})
final class InstancesEvaluateCommand extends OperatorCommand {
  InstancesEvaluateCommand(Operator operator) {
    super(operator);
  }

  @Override
  protected boolean run(Session session) {
    session.app().instanceHealthService().reEvaluateMediaServicesHealth();
    InstancesListCommand.print(session, true);
    return true;
  }
}
