package highavailability.cli.command;

import highavailability.cli.command.CommonOptions.Format;
import highavailability.jobs.Json;
import java.util.List;
import java.util.function.Supplier;

/** Writes results as people or scripts want them, and progress beside them. */
public final class Output {
  private final Terminal terminal;
  private final Format format;
  private final LiveLines results;
  private final LiveLines live;

  Output(Terminal terminal, Format format) {
    this.terminal = terminal;
    this.format = format;
    this.results = new LiveLines(terminal.out(), terminal.live());
    this.live = new LiveLines(terminal.err(), terminal.live());
  }

  /**
   * Writes a result.
   *
   * @param json what scripts read; records, maps and lists of texts and numbers
   * @param lines the same for people
   * @throws CommandFailedException when it cannot be written
   */
  public void result(Object json, Supplier<List<String>> lines) {
    if (format == Format.json) {
      terminal.out().println(Json.write(json));
    } else {
      lines.get().stream().map(PlainText::of).forEach(terminal.out()::println);
    }
    terminal.requireWritten();
  }

  /**
   * Writes a result that is the newest of several: for scripts one below the other, for people in
   * place of the one before.
   */
  public void update(Object json, Supplier<List<String>> lines) {
    if (format == Format.json) {
      result(json, lines);
    } else {
      results.show(lines.get());
      terminal.requireWritten();
    }
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
