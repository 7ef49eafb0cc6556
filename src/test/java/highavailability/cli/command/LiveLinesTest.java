package highavailability.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LiveLinesTest {
  private static final String ESC = "\u001B[";

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(written, true, StandardCharsets.UTF_8);

  @Test
  void a_line_never_wraps_and_wrapping_is_on_again_after_each_refresh() {
    LiveLines lines = new LiveLines(out, true);
    lines.show(List.of("one", "two"));
    assertEquals(
        ESC + "?7l" + ESC + "2Kone\n" + ESC + "2Ktwo\n" + ESC + "J" + ESC + "?7h", taken());

    lines.show(List.of("three"));

    assertEquals(ESC + "2A" + ESC + "?7l" + ESC + "2Kthree\n" + ESC + "J" + ESC + "?7h", taken());
  }

  @Test
  void lines_within_a_line_count() {
    LiveLines lines = new LiveLines(out, true);
    lines.show(List.of("one\ntwo", "", "three"));
    taken();

    lines.show(List.of("four"));

    assertEquals(ESC + "4A", taken().substring(0, 4));
  }

  @Test
  void a_terminal_gets_no_more_lines_than_fit() {
    LiveLines lines = new LiveLines(out, true);

    lines.show(IntStream.range(0, 25).mapToObj(i -> "line " + i).toList());

    List<String> shown = taken().lines().toList();
    assertEquals(ESC + "2K... 5 more", shown.get(20));
    assertEquals(22, shown.size(), shown::toString);
  }

  @Test
  void elsewhere_only_lines_that_have_changed_are_printed_and_all_of_them() {
    LiveLines lines = new LiveLines(out, false);
    List<String> many = IntStream.range(0, 25).mapToObj(i -> "line " + i).toList();
    lines.show(many);
    assertEquals(many, taken().lines().toList());

    lines.show(List.of("line 0", "new"));

    assertEquals("new\n", taken());
  }

  @Test
  void control_characters_of_a_line_reach_no_terminal() {
    LiveLines lines = new LiveLines(out, false);

    lines.show(List.of("a\u0007"));
    lines.print("b\u001B]0;title");

    assertEquals("a\uFFFD\nb\uFFFD]0;title\n", taken());
  }

  private String taken() {
    String text = written.toString(StandardCharsets.UTF_8);
    written.reset();
    return text;
  }
}
