package highavailability.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
  @ParameterizedTest
  @CsvSource({
    "PT-5S, 0 s",
    "PT119S, 119 s",
    "PT2M, 2 min",
    "PT119M, 119 min",
    "PT2H, 2 h",
    "PT47H, 47 h",
    "PT48H, 2 d"
  })
  void an_age_is_told_in_its_fitting_unit(Duration age, String words) {
    assertEquals(words, Words.age(age));
  }

  @Test
  void only_one_is_not_several() {
    assertEquals("1 check", Words.count(1, "check"));
    assertEquals("0 checks", Words.count(0, "check"));
  }
}
