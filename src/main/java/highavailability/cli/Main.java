package highavailability.cli;

import highavailability.cli.command.Terminal;
import highavailability.mediaservices.MediaServiceCallLimits;
import java.util.List;

/** Entry point of the command line, which is in the same jar as the function app. */
public final class Main {
  private Main() {}

  /** Runs one command and ends with its exit code: 0 done, 1 not done, 2 wrong use. */
  public static void main(String[] arguments) {
    // Before the first logger: standard output is for results, so logs go to standard error.
    System.setProperty("logback.configurationFile", "logback-cli.xml");
    boolean verbose = List.of(arguments).contains("--verbose") || List.of(arguments).contains("-v");
    System.setProperty("cli.log.level", verbose ? "INFO" : "OFF");
    Terminal terminal = Terminal.ofProcess(System.console() != null, System.getenv("TERM"));
    System.exit(
        new Cli(System.getenv()::get, terminal, MediaServiceCallLimits.defaults()).run(arguments));
  }
}
