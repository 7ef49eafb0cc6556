package highavailability.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class IsoOptionsTest {
  @ParameterizedTest
  @CsvSource({
    "2026-11-30T08:00:00Z, 2026-11-30T08:00:00Z",
    "2026-11-30T08:00+02:00, 2026-11-30T06:00:00Z",
    "2026-11-30, 2026-11-30T00:00:00Z",
  })
  void a_time_has_a_zone_or_is_a_day_in_utc(String text, Instant time) {
    assertEquals(time, new IsoTime().convert(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-11-30T08:00:00", "yesterday", "2026-13-01", ""})
  void what_is_no_time_is_refused_with_an_example(String text) {
    TypeConversionException e =
        assertThrows(TypeConversionException.class, () -> new IsoTime().convert(text));
    assertTrue(e.getMessage().contains("2026-11-30T08:00:00Z"), e.getMessage());
  }

  @Test
  void a_duration_may_have_days() {
    assertEquals(Duration.ofHours(36), new IsoDuration().convert("P1DT12H"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1h", "P1M", "PT0S", "-PT1H", "P999999999999999999D"})
  void what_is_no_positive_duration_is_refused(String text) {
    assertThrows(TypeConversionException.class, () -> new IsoDuration().convert(text));
  }
}
