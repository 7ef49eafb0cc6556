package highavailability.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalTest {
  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "dumb"})
  void a_person_at_a_simple_terminal_is_asked_but_sees_no_lines_change(String term) {
    Terminal terminal = Terminal.ofProcess(true, term);

    assertEquals(true, terminal.interactive());
    assertEquals(false, terminal.live());
  }

  @ParameterizedTest
  @CsvSource({"true, xterm", "false, xterm"})
  void lines_change_where_a_person_sits(boolean interactive, String term) {
    assertEquals(interactive, Terminal.ofProcess(interactive, term).live());
  }

  @Test
  void a_script_sees_no_lines_change() {
    assertEquals(false, Terminal.ofProcess(false, "dumb").live());
  }
}
