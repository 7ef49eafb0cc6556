package highavailability.cli.command;

import picocli.CommandLine.Option;

/** The option that shows how a command is used. */
public final class HelpOption {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Shows this help.")
  boolean asked;
}
