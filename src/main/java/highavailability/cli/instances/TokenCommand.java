package highavailability.cli.instances;

import highavailability.cli.command.Operator;
import highavailability.cli.command.OperatorCommand;
import highavailability.cli.command.Session;
import highavailability.cli.instances.ClearKeyTokens.Token;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a token for clear-key playback. */
@Command(
    name = "token",
    description = {
      "Makes a token with which a player gets the key of a provisioned asset.",
      "Whoever has the token can play the asset's encrypted locator until it expires."
    },
    footer = {
      "",
      "Examples:",
      "  msha token output-1",
      "  msha token --job jobName-1 --valid-for PT12H",
      "  TOKEN=$(msha token -q output-1)"
    })
public final class TokenCommand extends OperatorCommand {
  private static final Duration LONGEST = Duration.ofDays(30);

  @Parameters(
      arity = "0..1",
      paramLabel = "<asset>",
      description = "The asset, as its completed event names it.")
  Optional<String> asset;

  @Option(
      names = "--job",
      paramLabel = "<name>",
      description = "Takes the asset that this job has published.")
  Optional<String> job;

  @Option(
      names = "--valid-for",
      paramLabel = "<duration>",
      defaultValue = "PT1H",
      description = "How long from now, 30 days at most, such as PT15M. Default: PT1H.")
  Duration validFor;

  @Option(
      names = {"-q", "--quiet"},
      description = "Prints the token and nothing else.")
  boolean quiet;

  /** The command of this operator. */
  public TokenCommand(Operator operator) {
    super(operator);
  }

  @Override
  protected boolean run(Session session) {
    if (asset.isPresent() == job.isPresent()) {
      throw wrongUse("Give either an asset or --job.");
    }
    if (validFor.compareTo(LONGEST) > 0) {
      throw wrongUse("--valid-for may be 30 days (P30D) at most.");
    }
    if (quiet && writesJson()) {
      throw wrongUse("--quiet prints no JSON; leave one of the two out.");
    }
    ClearKeyTokens tokens = ClearKeyTokens.of(session.app());
    Token token = tokens.create(asset.orElseGet(() -> tokens.assetOf(job.get())), validFor);
    session.output().result(token, () -> quiet ? List.of(token.token()) : lines(token));
    return true;
  }

  private static List<String> lines(Token token) {
    return List.of(
        "Token    " + token.token(),
        "Expires  " + token.expiresAt(),
        "Key      " + token.contentKeyId(),
        "Asset    " + token.assetName(),
        "Locator  " + token.streamingLocatorName() + " (" + token.streamingLocatorId() + ")",
        "Told by  " + token.mediaServiceAccountName());
  }
}
