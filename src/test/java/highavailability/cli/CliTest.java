package highavailability.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
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

  @Test
  void the_completion_script_is_one_that_bash_takes() throws Exception {
    CliRun run = CliRun.of(Map.of(), "completion");

    Process bash =
        new ProcessBuilder("bash", "-c", "source /dev/stdin && complete -p msha")
            .redirectErrorStream(true)
            .start();
    try (OutputStream script = bash.getOutputStream()) {
      script.write(run.out().getBytes(StandardCharsets.UTF_8));
    }
    String printed = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(printed.contains("complete"), printed);
    assertEquals(0, bash.waitFor(), printed);
  }
}
