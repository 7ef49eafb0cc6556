package highavailability.cli.instances;

import highavailability.cli.command.Operator;
import highavailability.cli.instances.StreamingSwitch.Change;
import java.util.List;
import picocli.CommandLine.Command;

/** Brings instances back into Front Door. */
@Command(
    name = "start-streaming",
    description = {
      "Starts the streaming endpoint of instances and waits until it runs.",
      "Front Door then sends players there again."
    },
    footer = {"", "Example:", "  msha instances start-streaming amswesteurope"})
final class InstancesStartStreamingCommand extends InstancesStreamingCommand {
  InstancesStartStreamingCommand(Operator operator) {
    super(operator);
  }

  @Override
  List<Change> change(StreamingSwitch streaming, List<String> known) {
    return streaming.start(known, endpoint, timeout);
  }
}
