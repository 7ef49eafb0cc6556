package highavailability.cli.command;

import java.io.PrintStream;
import java.util.List;

/**
 * Lines that change: on a terminal they are written over, elsewhere only those that have changed
 * are printed.
 */
public final class LiveLines {
  private static final String UP = "\u001B[%dA";
  private static final String CLEAR_LINE = "\u001B[2K";
  private static final String CLEAR_REST = "\u001B[J";

  private final PrintStream out;
  private final boolean terminal;
  private List<String> shown = List.of();

  /** Writes to the given stream, which is a terminal or not. */
  public LiveLines(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /** Prints a line that stays. */
  public void print(String line) {
    out.println(line);
    out.flush();
    shown = List.of();
  }

  /** Shows these lines in place of those that were shown before. */
  public void show(List<String> lines) {
    if (terminal) {
      if (!shown.isEmpty()) {
        out.print(UP.formatted(shown.size()));
      }
      lines.forEach(l -> out.print(CLEAR_LINE + l + System.lineSeparator()));
      if (lines.size() < shown.size()) {
        out.print(CLEAR_REST);
      }
    } else {
      for (int i = 0; i < lines.size(); i++) {
        if (i >= shown.size() || !shown.get(i).equals(lines.get(i))) {
          out.println(lines.get(i));
        }
      }
    }
    shown = List.copyOf(lines);
    out.flush();
  }
}
