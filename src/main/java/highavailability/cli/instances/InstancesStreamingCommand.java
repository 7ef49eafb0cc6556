package highavailability.cli.instances;

import highavailability.cli.command.Operator;
import highavailability.cli.command.OperatorCommand;
import highavailability.cli.command.Session;
import highavailability.cli.command.TextTable;
import highavailability.cli.instances.StreamingSwitch.Change;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What starting and stopping streaming endpoints have in common. */
abstract class InstancesStreamingCommand extends OperatorCommand {
  @Parameters(arity = "1..*", paramLabel = "<account>", description = "The instances.")
  List<String> accounts;

  @Option(
      names = "--endpoint",
      paramLabel = "<name>",
      defaultValue = "default",
      description = "The streaming endpoint. Default: default.")
  String endpoint;

  @Option(
      names = "--timeout",
      paramLabel = "<duration>",
      defaultValue = "PT10M",
      description =
          "How long to wait until it is done, besides the single calls, which have limits of their"
              + " own. Default: PT10M.")
  Duration timeout;

  InstancesStreamingCommand(Operator operator) {
    super(operator);
  }

  /** All of them, for scripts. */
  record Result(List<Change> streamingEndpoints) {}

  @Override
  protected final boolean run(Session session) {
    List<String> known = requireAccounts(session, accounts);
    List<Change> changes = change(StreamingSwitch.of(session.app()), known);
    session
        .output()
        .result(
            new Result(changes),
            () -> {
              TextTable table = new TextTable("INSTANCE", "ENDPOINT", "WAS", "IS", "PROBLEM");
              changes.forEach(
                  c ->
                      table.row(
                          c.account(),
                          c.endpoint(),
                          orUnknown(c.before()),
                          orUnknown(c.after()),
                          c.problem()));
              return table.lines();
            });
    return changes.stream().allMatch(c -> c.problem() == null);
  }

  abstract List<Change> change(StreamingSwitch streaming, List<String> known);

  private static String orUnknown(String state) {
    return state == null ? "?" : state;
  }
}
