package highavailability.cli.poison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import highavailability.cli.CliRun;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PoisonCommandTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "list no-such | one of job-requests, job-verification-requests, provisioning-requests",
        "list job-failed-events | 'job-failed-events' has no poison queue",
        "requeue job-requests | --id <id>, --job <name> or --all",
        "drop job-requests --yes | --id <id>, --job <name> or --all",
        "drop job-requests --all | give --yes",
        "requeue job-requests --all --id x | not both",
        "requeue job-requests --all --rate 0 | --rate must be at least",
        "requeue job-requests --all --rate NaN | --rate must be at least",
        "requeue job-requests --all --rate fast | --rate",
        "requeue job-requests --all --max-returns -1 | --max-returns must be 0 or more",
        "requeue job-requests --all --hide-for PT1S | --hide-for must be from PT2S to PT1H",
        "requeue --all | Missing required parameter",
        "show job-requests | Missing required parameter"
      })
  void wrong_use_is_told_in_one_line_before_any_setting_is_read(String arguments, String words) {
    CliRun run = poison(arguments.split(" "));

    assertEquals(2, run.exitCode(), run.err());
    assertTrue(run.err().lines().findFirst().orElseThrow().contains(words), run.err());
    assertEquals(2, run.err().lines().count(), run.err());
    assertEquals("", run.out());
  }

  @Test
  void without_a_command_one_is_asked_for() {
    assertEquals(
        "msha: A command is missing: list, show, requeue or drop.\nTry 'msha poison --help'.\n",
        poison().err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"list", "show", "requeue", "drop"})
  void help_tells_the_options_and_an_example(String command) {
    CliRun run = poison(command, "--help");

    assertEquals(0, run.exitCode());
    assertTrue(run.out().contains("msha poison " + command + " "), run.out());
    assertTrue(run.out().contains("Example"), run.out());
    assertTrue(
        run.out()
            .replaceAll("\\s+", " ")
            .contains("One of job-requests, job-verification-requests, provisioning-requests"),
        run.out());
  }

  private static CliRun poison(String... arguments) {
    return CliRun.of(
        Map.of(),
        Stream.concat(Stream.of("poison"), Arrays.stream(arguments)).toArray(String[]::new));
  }
}
