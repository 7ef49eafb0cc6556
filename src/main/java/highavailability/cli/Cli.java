package highavailability.cli;

import highavailability.cli.cleanup.CleanupCommand;
import highavailability.cli.command.FailureText;
import highavailability.cli.command.HelpOption;
import highavailability.cli.command.IsoDuration;
import highavailability.cli.command.Operator;
import highavailability.cli.command.OperatorCommand;
import highavailability.cli.command.PlainText;
import highavailability.cli.command.Terminal;
import highavailability.cli.doctor.DoctorCommand;
import highavailability.cli.instances.InstancesCommand;
import highavailability.cli.instances.TokenCommand;
import highavailability.cli.poison.PoisonCommand;
import highavailability.cli.setup.InitCommand;
import highavailability.cli.status.StatusCommand;
import highavailability.cli.submission.SubmitCommand;
import highavailability.jobs.RedactedFailure;
import highavailability.mediaservices.MediaServiceCallLimits;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line: all commands, and what becomes of failures. */
final class Cli {
  private static final int WIDTH = 100;

  private final Operator operator;
  private final Terminal terminal;

  Cli(Function<String, String> environment, Terminal terminal, MediaServiceCallLimits limits) {
    this.operator = new Operator(environment, terminal, limits);
    this.terminal = terminal;
  }

  /** The command without a command: shows what there is. */
  @Command(
      name = "msha",
      versionProvider = Version.class,
      description =
          "Operates Media Services High Availability: the app's queues, jobs and instances.",
      footer = {
        "",
        "Settings and secrets are the app's own, from environment variables or --settings <file>.",
        "Exit codes: 0 done, 1 not done, 2 wrong use."
      })
  static final class Root implements Runnable {
    @Mixin HelpOption help;

    @Option(
        names = {"-V", "--version"},
        versionHelp = true,
        description = "Shows the version.")
    boolean version;

    @CommandLine.Spec CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
      throw new ParameterException(spec.commandLine(), "A command is missing.");
    }
  }

  /** Runs one command and gives its exit code. */
  int run(String... arguments) {
    int exitCode = commandLine().execute(arguments);
    if (exitCode == CommandLine.ExitCode.OK && terminal.hasLostOutput()) {
      complain(Terminal.LOST_OUTPUT);
      return CommandLine.ExitCode.SOFTWARE;
    }
    return exitCode;
  }

  CommandLine commandLine() {
    CommandLine line = new CommandLine(new Root());
    line.addSubcommand(new InitCommand(operator));
    line.addSubcommand(new SubmitCommand(operator));
    line.addSubcommand(new StatusCommand(operator));
    line.addSubcommand(InstancesCommand.with(operator));
    line.addSubcommand(PoisonCommand.of(operator));
    line.addSubcommand(new TokenCommand(operator));
    line.addSubcommand(new CleanupCommand(operator));
    line.addSubcommand(new DoctorCommand(operator));
    line.addSubcommand(new CompletionCommand(terminal));
    return line.setOut(new PrintWriter(terminal.out(), true))
        .setErr(new PrintWriter(terminal.err(), true))
        .setUsageHelpWidth(WIDTH)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .registerConverter(Duration.class, new IsoDuration())
        .setParameterExceptionHandler(this::wrongUse)
        .setExecutionExceptionHandler(this::failed);
  }

  private int wrongUse(ParameterException e, String[] arguments) {
    CommandLine command = e.getCommandLine();
    complain(e.getMessage().replaceAll("\\s+", " "));
    if (e instanceof UnmatchedArgumentException unmatched) {
      UnmatchedArgumentException.printSuggestions(unmatched, command.getErr());
    }
    terminal.err().println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
    return CommandLine.ExitCode.USAGE;
  }

  private int failed(Exception e, CommandLine command, ParseResult parsed) {
    FailureText.of(e).forEach(this::complain);
    boolean verbose = command.getCommand() instanceof OperatorCommand one && one.isVerbose();
    if (verbose && e instanceof RuntimeException failure) {
      StringWriter trace = new StringWriter();
      RedactedFailure.of(failure).printStackTrace(new PrintWriter(trace));
      terminal.err().print(PlainText.of(trace.toString()));
    }
    return CommandLine.ExitCode.SOFTWARE;
  }

  private void complain(String line) {
    terminal.err().println("msha: " + PlainText.of(line));
  }
}
