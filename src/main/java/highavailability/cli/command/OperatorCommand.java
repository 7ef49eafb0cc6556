package highavailability.cli.command;

import highavailability.cli.command.CommonOptions.Format;
import highavailability.mediaservices.UnknownInstanceException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that works on the app's services. */
public abstract class OperatorCommand implements Callable<Integer> {
  @Mixin private CommonOptions common;
  @Spec private CommandSpec spec;

  private final Operator operator;

  /** A command of this operator. */
  protected OperatorCommand(Operator operator) {
    this.operator = operator;
  }

  @Override
  public final Integer call() {
    requireNoOptionsBefore();
    return run(operator.begin(common)) ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }

  /** A group that is a command as well takes options, which would be lost on its commands. */
  private void requireNoOptionsBefore() {
    CommandLine group = spec.commandLine().getParent();
    if (group != null
        && group.getCommand() instanceof OperatorCommand
        && !group.getParseResult().matchedOptions().isEmpty()) {
      throw wrongUse("Options go behind '" + spec.name() + "'.");
    }
  }

  /** Whether stack traces are wanted, too. */
  public final boolean isVerbose() {
    return common.verbose;
  }

  /** Whether results go to scripts. */
  protected final boolean writesJson() {
    return common.format == Format.json;
  }

  /**
   * Does the work.
   *
   * @return whether all that was asked for is so; false ends with exit code 1
   * @throws CommandFailedException when it cannot be done, telling why and what to do
   */
  protected abstract boolean run(Session session);

  /**
   * The accounts' names as the configuration has them, each once; one that it does not have is
   * wrong use.
   */
  protected final List<String> requireAccounts(Session session, List<String> names) {
    try {
      return names.stream().map(session::requireAccount).distinct().toList();
    } catch (UnknownInstanceException e) {
      throw wrongUse(e.getMessage());
    }
  }

  /** The failure to throw for wrong use: exit code 2. */
  public final ParameterException wrongUse(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
