package highavailability.cli.cleanup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamePatternTest {
  @ParameterizedTest
  @CsvSource({
    "test-*, test-1, true",
    "test-*, TEST-, true",
    "test-*, a test-1, false",
    "test-?, test-1, true",
    "test-?, test-12, false",
    "a.b, axb, false",
    "'(x', '(X', true",
    "ÜBER*, über-1, true",
    "output-1, output-1~2, true",
    "output-1, output-1~clearkey, true",
    "output-1, output-12, false",
    "*~2, output-1~2, true",
  })
  void names_are_matched_whole_and_without_case(String glob, String name, boolean matches) {
    assertEquals(matches, NamePattern.of(glob).matches(name));
  }
}
