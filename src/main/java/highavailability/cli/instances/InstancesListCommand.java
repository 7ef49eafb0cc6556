package highavailability.cli.instances;

import highavailability.cli.command.Operator;
import highavailability.cli.command.OperatorCommand;
import highavailability.cli.command.Session;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists the instances. */
@Command(
    name = "list",
    description = "Shows the health of every instance, with its reason, and whether it streams.",
    footer = {"", "Example:", "  msha instances list --offline --output json"})
class InstancesListCommand extends OperatorCommand {
  @Option(
      names = "--offline",
      description = "Asks no instance for its streaming endpoints; shows what is on record only.")
  boolean offline;

  InstancesListCommand(Operator operator) {
    super(operator);
  }

  @Override
  protected boolean run(Session session) {
    print(session, !offline);
    return true;
  }

  static void print(Session session, boolean live) {
    List<InstanceView> instances = InstanceOverview.of(session.app()).list(live);
    session
        .output()
        .result(new InstanceView.Listing(instances), () -> InstanceView.table(instances, live));
  }
}
