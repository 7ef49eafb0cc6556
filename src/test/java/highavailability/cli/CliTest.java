package highavailability.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CliTest {
  @Test
  void help_names_the_commands_and_needs_no_settings() {
    CliRun run = CliRun.of(Map.of(), "--help");

    assertEquals(0, run.exitCode());
    assertTrue(run.out().contains("Usage: msha"), run.out());
  }

  @Test
  void an_unknown_command_is_wrong_use() {
    CliRun run = CliRun.of(Map.of(), "sumbit");

    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("sumbit"), run.err());
    assertEquals("", run.out());
  }

  @Test
  void without_a_command_one_is_asked_for() {
    CliRun run = CliRun.of(Map.of());

    assertEquals(2, run.exitCode());
    assertEquals("msha: A command is missing.\nTry 'msha --help'.\n", run.err());
  }
}
