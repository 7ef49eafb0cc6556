package highavailability.cli.instances;

import highavailability.cli.command.Operator;
import highavailability.cli.command.OperatorCommand;
import highavailability.cli.command.Session;
import highavailability.cli.command.TextTable;
import highavailability.cli.instances.InstanceOverview.Enabled;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Lets instances get new jobs. */
@Command(
    name = "enable",
    description = "Lets instances get new jobs again, as far as their health allows.",
    footer = {"", "Example:", "  msha instances enable amswesteurope"})
final class InstancesEnableCommand extends OperatorCommand {
  @Parameters(arity = "1..*", paramLabel = "<account>", description = "The instances.")
  List<String> accounts;

  InstancesEnableCommand(Operator operator) {
    super(operator);
  }

  @Override
  protected boolean run(Session session) {
    print(session, InstanceOverview.of(session.app()).enable(requireAccounts(session, accounts)));
    return true;
  }

  /** All of them, for scripts. */
  record Result(List<Enabled> instances) {}

  static void print(Session session, List<Enabled> instances) {
    session
        .output()
        .result(
            new Result(instances),
            () -> {
              TextTable table = new TextTable("INSTANCE", "WAS", "IS");
              instances.forEach(
                  i -> table.row(i.account(), word(i.enabledBefore()), word(i.enabled())));
              return table.lines();
            });
  }

  private static String word(boolean enabled) {
    return enabled ? "enabled" : "disabled";
  }
}
