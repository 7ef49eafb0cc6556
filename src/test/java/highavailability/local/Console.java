package highavailability.local;

import highavailability.cli.command.LiveLines;
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

  private final LiveLines lines;
  private final boolean terminal;

  Console(PrintStream out, boolean terminal) {
    this.lines = new LiveLines(out, terminal);
    this.terminal = terminal;
  }

  void print(String line) {
    lines.print(line);
  }

  /** Shows how far things are, one line each. */
  void show(List<String> all) {
    if (!terminal || all.size() <= MOST_LINES) {
      lines.show(all);
      return;
    }
    List<String> fitting = new ArrayList<>(all.subList(0, MOST_LINES));
    long done = all.stream().filter(l -> l.contains("Provisioned")).count();
    fitting.add("... %d more; %d provisioned in all".formatted(all.size() - MOST_LINES, done));
    lines.show(fitting);
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
