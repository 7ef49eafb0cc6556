package highavailability.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that works on the app's services. */
abstract class OperatorCommand implements Callable<Integer> {
  @Mixin CommonOptions common;
  @Spec CommandSpec spec;

  private final Operator operator;

  OperatorCommand(Operator operator) {
    this.operator = operator;
  }

  @Override
  public final Integer call() {
    return run(operator.begin(common)) ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }

  /**
   * Does the work.
   *
   * @return whether all that was asked for is so; false ends with exit code 1
   * @throws CommandFailedException when it cannot be done, telling why and what to do
   */
  abstract boolean run(Session session);

  /** The failure to throw for wrong use: exit code 2. */
  ParameterException wrongUse(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
