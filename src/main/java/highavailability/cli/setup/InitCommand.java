package highavailability.cli.setup;

import com.fasterxml.jackson.databind.JsonNode;
import highavailability.cli.command.Operator;
import highavailability.cli.command.OperatorCommand;
import highavailability.cli.command.Session;
import highavailability.cli.command.TextTable;
import highavailability.cli.setup.EnvironmentSetup.Wishes;
import highavailability.provisioning.HealthProbe;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Sets up queues, tables and instances. */
@Command(
    name = "init",
    description = {
      "Sets up what the app needs: queues, tables, and in every instance transforms, the content"
          + " key policy, the file for Front Door's health probes, and a started streaming"
          + " endpoint.",
      "Says what it found and what it made, and can be repeated."
    },
    footer = {
      "",
      "Examples:",
      "  msha init",
      "  msha init --transform AdaptiveStreaming --transform Small=H264SingleBitrateSD",
      "  msha init --transform-file Thumbnails=thumbnails.json --update"
    })
public final class InitCommand extends OperatorCommand {
  @Option(
      names = "--transform",
      paramLabel = "<name>[=<preset>]",
      description =
          "A transform with a built-in encoder preset, which has the transform's name when none is"
              + " given. Repeatable. Default: AdaptiveStreaming, unless --transform-file is given.")
  List<String> transforms = new ArrayList<>();

  @Option(
      names = "--transform-file",
      paramLabel = "<name>=<file>",
      description =
          "A transform from a JSON file: the body of the REST API, its properties, or one preset."
              + " Repeatable.")
  List<String> transformFiles = new ArrayList<>();

  @Option(
      names = "--instance",
      paramLabel = "<account>",
      description = "Sets up this instance only. Repeatable. Default: all.")
  List<String> accounts = new ArrayList<>();

  @Option(
      names = "--skip-streaming-endpoints",
      description = "Leaves streaming endpoints as they are.")
  boolean skipStreamingEndpoints;

  @Option(
      names = "--update",
      description = "Changes what is there otherwise than wanted, instead of reporting it.")
  boolean update;

  /** The command of this operator. */
  public InitCommand(Operator operator) {
    super(operator);
  }

  @Override
  protected boolean run(Session session) {
    Map<String, JsonNode> wanted = wantedTransforms();
    List<String> limited = requireAccounts(session, accounts);
    List<SetupItem> items =
        new EnvironmentSetup(session.app(), session.output()::note)
            .run(new Wishes(limited, wanted, !skipStreamingEndpoints, update));
    session.output().result(items, () -> lines(items));
    return items.stream().allMatch(SetupItem::asWanted);
  }

  private Map<String, JsonNode> wantedTransforms() {
    try {
      Map<String, JsonNode> wanted = TransformOptions.read(transforms, transformFiles);
      return wanted.isEmpty() ? Wishes.defaults().transforms() : wanted;
    } catch (IllegalArgumentException e) {
      throw wrongUse(e.getMessage());
    }
  }

  private static List<String> lines(List<SetupItem> items) {
    TextTable table = new TextTable("INSTANCE", "KIND", "NAME", "OUTCOME", "DETAIL");
    items.forEach(i -> table.row(i.instance(), i.kind(), i.name(), i.outcome(), i.detail()));
    List<String> lines = new ArrayList<>(table.lines());
    lines.add("");
    lines.add("Front Door's probe path: " + HealthProbe.PATH);
    return lines;
  }
}
