package highavailability.cli.command;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of every command. */
final class CommonOptions {
  /** How results are written. */
  enum Format {
    /** For people. */
    table,
    /** One JSON document, for scripts. */
    json
  }

  @Option(
      names = "--output",
      paramLabel = "<format>",
      defaultValue = "table",
      description = "How results are written: ${COMPLETION-CANDIDATES}. Default: table.")
  Format format;

  @Option(
      names = "--settings",
      paramLabel = "<file>",
      description =
          "A local.settings.json with app settings and secrets. Environment variables of the same"
              + " names win.")
  Optional<Path> settingsFile;

  @Option(
      names = {"-v", "--verbose"},
      description = "Logs to standard error, and shows the stack trace of a failure.")
  boolean verbose;

  @Mixin HelpOption help;
}
