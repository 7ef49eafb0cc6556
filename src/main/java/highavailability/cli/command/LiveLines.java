package highavailability.cli.command;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Lines that change: on a terminal they are written over, elsewhere only those that have changed
 * are printed.
 */
public final class LiveLines {
  /** More lines than a terminal is high cannot be written over. */
  private static final int MOST_LINES = 20;

  private static final String UP = "\u001B[%dA";
  private static final String CLEAR_LINE = "\u001B[2K";
  private static final String CLEAR_REST = "\u001B[J";

  /** A line that wraps would take more rows than the cursor goes up again. */
  private static final String NO_WRAP = "\u001B[?7l";

  private static final String WRAP = "\u001B[?7h";

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
    out.println(PlainText.of(line));
    out.flush();
    shown = List.of();
  }

  /** Shows these lines in place of those that were shown before. */
  public void show(List<String> lines) {
    List<String> next =
        lines.stream().map(PlainText::of).flatMap(l -> Stream.of(l.split("\n", -1))).toList();
    if (terminal) {
      next = fitting(next);
      overwrite(next);
    } else {
      for (int i = 0; i < next.size(); i++) {
        if (i >= shown.size() || !shown.get(i).equals(next.get(i))) {
          out.println(next.get(i));
        }
      }
    }
    shown = next;
    out.flush();
  }

  private static List<String> fitting(List<String> lines) {
    if (lines.size() <= MOST_LINES) {
      return lines;
    }
    List<String> fitting = new ArrayList<>(lines.subList(0, MOST_LINES));
    fitting.add("... %d more".formatted(lines.size() - MOST_LINES));
    return fitting;
  }

  /** In one piece: whoever interrupts the command gets a terminal back that wraps lines. */
  private void overwrite(List<String> lines) {
    StringBuilder text = new StringBuilder();
    if (!shown.isEmpty()) {
      text.append(UP.formatted(shown.size()));
    }
    text.append(NO_WRAP);
    lines.forEach(l -> text.append(CLEAR_LINE).append(l).append(System.lineSeparator()));
    out.print(text.append(CLEAR_REST).append(WRAP));
  }
}
