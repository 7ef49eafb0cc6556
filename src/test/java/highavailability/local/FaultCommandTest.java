package highavailability.local;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultCommandTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          region-down | {"regionDown":true}
          api-down false | {"apiDown":false}
          stick-jobs-in processing | {"stickJobsIn":"processing"}
          events delay=PT5S duplicates=2 | {"events":{"delay":"PT5S","duplicates":2}}
          calls effect=status status=503 share=0.5 | {"calls":[{"effect":"status","status":503,"share":0.5}]}
          """)
  void words_stand_for_the_admin_endpoints_json(String command, String json) {
    List<String> words = List.of(command.split(" "));

    assertEquals(json, FaultCommand.json(words.get(0), words.subList(1, words.size())).toString());
  }

  @Test
  void a_word_without_a_value_is_named() {
    assertEquals(
        "'delay' has no value: give delay=...",
        assertThrows(
                IllegalArgumentException.class,
                () -> FaultCommand.json("events", List.of("lose=true", "delay")))
            .getMessage());
  }

  @Test
  void lines_that_are_no_commands_say_what_to_do() {
    FaultCommand command = new FaultCommand(List.of());

    assertEquals(List.of(), command.run("  "));
    assertEquals(FaultCommand.HELP, command.run("help"));
    assertEquals(List.of("'brake' is no command: type help"), command.run("brake it"));
    assertEquals(
        List.of("Give an account and a fault: type help for the faults"), command.run("fault"));
    assertEquals(
        List.of("There is no region with the account 'mars': give one of "),
        command.run("fault mars region-down"));
  }

  @Test
  void typed_lines_are_handed_on_though_one_fails() {
    List<String> seen = new CopyOnWriteArrayList<>();
    byte[] typed = "first\nbad\nlast\n".getBytes(StandardCharsets.US_ASCII);

    try (CommandLine commands =
        CommandLine.start(
            new ByteArrayInputStream(typed),
            line -> {
              if (line.equals("bad")) {
                throw new IllegalStateException(line);
              }
              seen.add(line);
            })) {
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> commands != null && seen.equals(List.of("first", "last")));
    }
  }
}
