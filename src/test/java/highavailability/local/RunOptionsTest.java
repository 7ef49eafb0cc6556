package highavailability.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunOptionsTest {
  private static final RunOptions USUAL =
      new RunOptions(Optional.empty(), 10, 3, false, 0, Optional.empty());

  @Test
  void without_options_ten_jobs_run_over_three_regions() {
    assertEquals(USUAL, read(Map.of()));
  }

  /** Maven passes what the pom declares and nobody gives. */
  @Test
  void an_option_that_is_blank_is_not_given() {
    assertEquals(USUAL, read(Map.of("input", "", "jobs", " ", "regions", "", "port", "")));
  }

  @Test
  void every_option_is_taken() {
    assertEquals(
        new RunOptions(Optional.of("a.mp4"), 200, 5, true, 10_000, Optional.of("region-down")),
        read(
            Map.of(
                "input",
                "a.mp4",
                "jobs",
                "200",
                "regions",
                "5",
                "serve",
                "true",
                "port",
                "10000",
                "scenario",
                "region-down")));
  }

  @Test
  void a_cluster_that_is_kept_up_needs_no_jobs() {
    assertEquals(0, read(Map.of("jobs", "0", "serve", "true")).jobs());
  }

  @ParameterizedTest
  @CsvSource({
    "jobs, 0",
    "jobs, -1",
    "jobs, 10001",
    "jobs, many",
    "jobs, 1.5",
    "regions, 1",
    "regions, 9",
    "serve, yes",
    "serve, TRUE",
    "port, 70000"
  })
  void a_wrong_value_is_told_with_what_is_accepted(String option, String value) {
    String problem = refusalOf(Map.of(option, value));

    assertTrue(problem.contains("-D" + option + "=" + value + ": give "), problem);
  }

  @Test
  void all_wrong_values_are_told_at_once() {
    String problem = refusalOf(Map.of("jobs", "x", "regions", "y", "serve", "z"));

    assertEquals(3, problem.lines().count(), problem);
  }

  private static String refusalOf(Map<String, String> properties) {
    return assertThrows(IllegalArgumentException.class, () -> read(properties)).getMessage();
  }

  private static RunOptions read(Map<String, String> properties) {
    return RunOptions.read(properties::get);
  }
}
