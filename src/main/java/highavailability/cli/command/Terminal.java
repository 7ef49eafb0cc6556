package highavailability.cli.command;

import java.io.InputStream;
import java.io.PrintStream;

/**
 * Where a command reads and writes.
 *
 * @param in answers to questions, and input that is piped in
 * @param out results, and nothing else
 * @param err progress, questions and errors
 * @param interactive whether a person sits there, who can be asked
 * @param live whether lines can be written over
 */
public record Terminal(
    InputStream in, PrintStream out, PrintStream err, boolean interactive, boolean live) {

  /** What a failure to write results is called. */
  public static final String LOST_OUTPUT =
      "the result cannot be written; see that standard output is open and has room.";

  /**
   * The terminal of this process.
   *
   * @param term its kind, as the environment variable TERM has it; null when absent
   */
  public static Terminal ofProcess(boolean interactive, String term) {
    boolean obeys = term != null && !term.isEmpty() && !term.equals("dumb");
    return new Terminal(System.in, System.out, System.err, interactive, interactive && obeys);
  }

  /** Whether a result was lost; a stream that prints tells of no failure by itself. */
  public boolean hasLostOutput() {
    return out.checkError();
  }

  /** Ends the command when its result has nowhere to go, such as a pipe whose reader has left. */
  void requireWritten() {
    if (hasLostOutput()) {
      throw new CommandFailedException(LOST_OUTPUT);
    }
  }
}
