package highavailability.cli;

import highavailability.cli.command.HelpOption;
import highavailability.cli.command.Terminal;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.ITypeInfo;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Spec;

/** Prints what a shell needs to complete commands and options. */
@Command(
    name = "completion",
    description = "Prints a completion script for bash and zsh.",
    footer = {"", "Example: source <(msha completion)"})
final class CompletionCommand implements Runnable {
  private static final ITypeInfo PATH =
      OptionSpec.builder("--path").type(Path.class).build().typeInfo();

  @Mixin HelpOption help;

  @Spec CommandSpec spec;

  private final Terminal terminal;

  CompletionCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    CommandLine root = spec.root().commandLine();
    completeFiles(root);
    terminal.out().print(AutoComplete.bash(root.getCommandName(), root));
    terminal.out().flush();
  }

  /** A script completes names of files only for what is a path, not for what may be one. */
  private static void completeFiles(CommandLine line) {
    CommandSpec command = line.getCommandSpec();
    for (OptionSpec option : List.copyOf(command.options())) {
      if (mayBePath(option)) {
        command.remove(option);
        command.addOption(OptionSpec.builder(option).typeInfo(PATH).build());
      }
    }
    for (PositionalParamSpec parameter : List.copyOf(command.positionalParameters())) {
      if (mayBePath(parameter)) {
        command.remove(parameter);
        command.addPositional(PositionalParamSpec.builder(parameter).typeInfo(PATH).build());
      }
    }
    Set.copyOf(line.getSubcommands().values()).forEach(CompletionCommand::completeFiles);
  }

  private static boolean mayBePath(ArgSpec argument) {
    return argument.typeInfo().isOptional() && argument.auxiliaryTypes()[0] == Path.class;
  }
}
