package highavailability.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows in columns, each as wide as it must be. */
public final class TextTable {
  private static final String GAP = "  ";

  private final List<List<String>> rows = new ArrayList<>();

  /** A table with these headings. */
  public TextTable(String... headings) {
    rows.add(List.of(headings));
  }

  /** Adds a row; what is absent stays empty. */
  public TextTable row(Object... cells) {
    if (cells.length != rows.get(0).size()) {
      throw new IllegalArgumentException("A row needs " + rows.get(0).size() + " cells");
    }
    List<String> row = new ArrayList<>();
    for (Object cell : cells) {
      row.add(cell == null ? "" : PlainText.of(cell.toString().replaceAll("\\R|\t", " ")));
    }
    rows.add(row);
    return this;
  }

  /** An ISO 8601 time without its fraction, which nobody reads. */
  public static String seconds(String time) {
    return time.replaceFirst("\\.\\d+", "");
  }

  /** Lines to print, headings first. */
  public List<String> lines() {
    int[] widths =
        IntStream.range(0, rows.get(0).size())
            .map(c -> rows.stream().mapToInt(r -> r.get(c).length()).max().orElse(0))
            .toArray();
    return rows.stream().map(r -> line(r, widths)).toList();
  }

  private static String line(List<String> row, int[] widths) {
    return IntStream.range(0, row.size())
        .mapToObj(c -> row.get(c) + " ".repeat(widths[c] - row.get(c).length()))
        .collect(Collectors.joining(GAP))
        .stripTrailing();
  }
}
