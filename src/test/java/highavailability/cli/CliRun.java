package highavailability.cli;

import com.fasterxml.jackson.databind.JsonNode;
import highavailability.cli.command.Terminal;
import highavailability.jobs.Json;
import highavailability.mediaservices.MediaServiceCallLimits;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What a command did.
 *
 * @param exitCode its exit code
 * @param out what it wrote to standard output
 * @param err what it wrote to standard error
 */
public record CliRun(int exitCode, String out, String err) {

  /** Runs a command with these settings, as from a script: nobody can be asked. */
  public static CliRun of(Map<String, String> settings, String... arguments) {
    return withInput(settings, "", false, arguments);
  }

  /** The same with something on standard input, perhaps typed by a person. */
  public static CliRun withInput(
      Map<String, String> settings, String input, boolean interactive, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Terminal terminal =
        new Terminal(
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            interactive,
            false);
    int exitCode =
        new Cli(settings::get, terminal, MediaServiceCallLimits.defaults()).run(arguments);
    return new CliRun(
        exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** Standard output as JSON. */
  public JsonNode json() {
    return Json.tree(out);
  }
}
