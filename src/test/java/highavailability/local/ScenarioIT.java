package highavailability.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Breaks the whole cluster on purpose, in every way that has a name. */
class ScenarioIT {
  static Stream<String> names() {
    return Scenarios.ALL.stream().map(Scenario::name);
  }

  @ParameterizedTest
  @MethodSource("names")
  void nothing_is_lost_and_nothing_happens_twice(String name) {
    Console silent = new Console(new PrintStream(OutputStream.nullOutputStream()), false);
    try (Input input = Input.open(Optional.empty())) {
      assertEquals(
          List.of(), ScenarioRun.run(Scenarios.find(name).orElseThrow(), silent, input.url()));
    }
  }
}
