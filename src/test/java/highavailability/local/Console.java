package highavailability.local;

import highavailability.cli.command.LiveLines;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Prints a run: on a terminal the lines of progress are written over, elsewhere only those that
 * have changed are printed.
 */
final class Console {
  private final LiveLines lines;

  Console(PrintStream out, boolean terminal) {
    this.lines = new LiveLines(out, terminal);
  }

  void print(String line) {
    lines.print(line);
  }

  /** Shows how far things are, one line each. */
  void show(List<String> all) {
    lines.show(all);
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
