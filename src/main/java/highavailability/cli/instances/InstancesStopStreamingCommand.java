package highavailability.cli.instances;

import highavailability.cli.command.Operator;
import highavailability.cli.instances.StreamingSwitch.Change;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Takes instances out of Front Door. */
@Command(
    name = "stop-streaming",
    description = {
      "Stops the streaming endpoint of instances and waits until it is stopped.",
      "Front Door then sends players to the other regions: the way to take a region out whose key"
          + " delivery is down while its streaming endpoint answers. Jobs go on there."
    },
    footer = {"", "Example:", "  msha instances stop-streaming amswesteurope --timeout PT2M"})
final class InstancesStopStreamingCommand extends InstancesStreamingCommand {
  @Option(
      names = "--force",
      description = "Even when no other instance is known to stream; nothing plays then.")
  boolean force;

  InstancesStopStreamingCommand(Operator operator) {
    super(operator);
  }

  @Override
  List<Change> change(StreamingSwitch streaming, List<String> known) {
    return streaming.stop(known, endpoint, timeout, force);
  }
}
