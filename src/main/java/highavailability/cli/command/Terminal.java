package highavailability.cli.command;

import java.io.InputStream;
import java.io.PrintStream;

/**
 * Where a command reads and writes.
 *
 * @param in answers to questions, and input that is piped in
 * @param out results, and nothing else
 * @param err progress, questions and errors
 * @param interactive whether a person sits there, who can be asked and sees lines change
 */
public record Terminal(InputStream in, PrintStream out, PrintStream err, boolean interactive) {}
