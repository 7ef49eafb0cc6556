package highavailability.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 7, 8, 0x0D, 0x1B, 0x7F, 0x9B, 0x061C, 0x200F, 0x2028, 0x202E, 0x2066})
  void what_a_terminal_would_obey_is_replaced(int character) {
    assertEquals("a\uFFFDb", PlainText.of("a" + Character.toString(character) + "b"));
  }

  @Test
  void lines_tabs_and_letters_of_any_language_stay() {
    assertEquals("é\t漢\nב 😀", PlainText.of("é\t漢\r\nב 😀"));
  }

  @Test
  void a_table_has_no_control_characters_and_keeps_its_columns() {
    assertEquals(
        List.of("A     B", "x\uFFFD y  z"), new TextTable("A", "B").row("x\u001B\ty", "z").lines());
  }

  @Test
  void a_question_has_no_control_characters() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);

    Confirmation.given(
        new Terminal(new ByteArrayInputStream(new byte[0]), stream, stream, true, false),
        "Drop \u001B[2J?");

    assertEquals("Drop \uFFFD[2J? [y/N] ", err.toString(StandardCharsets.UTF_8));
  }
}
