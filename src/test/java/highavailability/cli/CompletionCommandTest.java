package highavailability.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompletionCommandTest {
  private static final String SCRIPT = CliRun.of(Map.of(), "completion").out();

  @TempDir Path directory;

  @Test
  void the_script_is_one_that_bash_takes() throws Exception {
    String printed = bash("complete -p msha");

    assertTrue(printed.contains("complete"), printed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "submit --from",
        "submit --inputs",
        "submit --input-dir",
        "submit",
        "submit --settings",
        "status --settings",
        "poison drop --save",
        "poison list --settings"
      })
  void bash_completes_names_of_files(String words) throws Exception {
    Files.createFile(directory.resolve("jobs of today.jsonl"));

    assertEquals(List.of("jobs of today.jsonl"), completions(words, "jobs"));
  }

  @Test
  void states_are_completed_as_they_are_shown_and_taken() throws Exception {
    assertEquals(List.of("Waiting"), completions("status --state", "W"));
    assertEquals(List.of("Processing", "Provisioned"), completions("status --state", "P"));
    assertEquals(List.of(), completions("status --state", "U"));
  }

  @Test
  void a_state_that_no_listed_job_has_is_refused_with_those_that_can_be_given() {
    for (String state : List.of("Poisoned", "WAITIN")) {
      CliRun run = CliRun.of(Map.of(), "status", "--state", state);

      assertEquals(2, run.exitCode());
      assertTrue(run.err().contains("give one of Waiting, Submitted, "), run.err());
    }
  }

  private List<String> completions(String words, String begun) throws Exception {
    String all = "msha " + words + " " + begun;
    int last = all.split(" ").length - 1;
    return bash("COMP_WORDS=(%s); COMP_CWORD=%d; COMP_LINE='%s'; COMP_POINT=%d; "
                .formatted(all, last, all, all.length())
            + "_complete_msha 2>/dev/null; printf '%s\\n' \"${COMPREPLY[@]}\"")
        .lines()
        .filter(l -> !l.isEmpty())
        .toList();
  }

  private String bash(String command) throws Exception {
    Process bash =
        new ProcessBuilder("bash", "-c", "source /dev/stdin && " + command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .start();
    try (OutputStream script = bash.getOutputStream()) {
      script.write(SCRIPT.getBytes(StandardCharsets.UTF_8));
    }
    String printed = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, bash.waitFor(), printed);
    return printed;
  }
}
