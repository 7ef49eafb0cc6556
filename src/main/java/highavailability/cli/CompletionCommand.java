package highavailability.cli;

import highavailability.cli.command.HelpOption;
import highavailability.cli.command.Terminal;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints what a shell needs to complete commands and options. */
@Command(
    name = "completion",
    description = "Prints a completion script for bash and zsh.",
    footer = {"", "Example: source <(msha completion)"})
final class CompletionCommand implements Runnable {
  @Mixin HelpOption help;

  @Spec CommandSpec spec;

  private final Terminal terminal;

  CompletionCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    CommandLine root = spec.root().commandLine();
    terminal.out().print(AutoComplete.bash(root.getCommandName(), root));
    terminal.out().flush();
  }
}
