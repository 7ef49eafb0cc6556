package highavailability.local;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Prints a run: on a terminal the lines of progress are written over, elsewhere only those that
 * have changed are printed.
 */
final class Console {
  /** More lines than this do not fit a terminal; they are summed up. */
  private static final int MOST_LINES = 20;

  private final PrintStream out;
  private final boolean terminal;
  private List<String> shown = List.of();

  Console(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  void print(String line) {
    out.println(line);
    shown = List.of();
  }

  /** Shows how far things are, one line each. */
  void show(List<String> lines) {
    if (terminal) {
      List<String> fitting = new ArrayList<>(lines.subList(0, Math.min(lines.size(), MOST_LINES)));
      if (lines.size() > MOST_LINES) {
        long done = lines.stream().filter(l -> l.contains("Provisioned")).count();
        fitting.add(
            "... %d more; %d provisioned in all".formatted(lines.size() - MOST_LINES, done));
      }
      if (!shown.isEmpty()) {
        out.print("\u001B[" + shown.size() + "A");
      }
      fitting.forEach(l -> out.print("\u001B[2K" + l + System.lineSeparator()));
      shown = fitting;
    } else {
      for (int i = 0; i < lines.size(); i++) {
        if (i >= shown.size() || !shown.get(i).equals(lines.get(i))) {
          out.println(lines.get(i));
        }
      }
      shown = List.copyOf(lines);
    }
    out.flush();
  }

  /** Waits; a run is watched in real time. */
  void pause(Duration duration) {
    try {
      TimeUnit.MILLISECONDS.sleep(duration.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The run was interrupted", e);
    }
  }
}
