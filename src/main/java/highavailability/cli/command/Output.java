package highavailability.cli.command;

import highavailability.cli.command.CommonOptions.Format;
import highavailability.jobs.Json;
import java.util.List;
import java.util.function.Supplier;

/** Writes results as people or scripts want them, and progress beside them. */
public final class Output {
  private final Terminal terminal;
  private final Format format;
  private final LiveLines live;

  Output(Terminal terminal, Format format) {
    this.terminal = terminal;
    this.format = format;
    this.live = new LiveLines(terminal.err(), terminal.interactive());
  }

  /**
   * Writes a result.
   *
   * @param json what scripts read; records, maps and lists of texts and numbers
   * @param lines the same for people
   */
  public void result(Object json, Supplier<List<String>> lines) {
    if (format == Format.json) {
      terminal.out().println(Json.write(json));
    } else {
      lines.get().forEach(terminal.out()::println);
    }
    terminal.out().flush();
  }

  /** Tells people something that is no result. */
  public void note(String line) {
    live.print(line);
  }

  /** Shows how far things are, one line each; on a terminal over what was shown before. */
  public void progress(List<String> lines) {
    live.show(lines);
  }
}
