package highavailability.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeSpanTextTest {

  @ParameterizedTest
  @CsvSource({
    "00:00:30, PT30S",
    "00:00:00.1, PT0.1S",
    "01:02:03, PT1H2M3S",
    "00:10, PT10M",
    "1.02:00:00, PT26H",
    "23:59:59.0000001, PT23H59M59.0000001S"
  })
  void hours_minutes_and_seconds_are_read(String text, Duration expected) {
    assertEquals(Optional.of(expected), TimeSpanText.parse(text));
  }

  /**
   * azure-docs, functions-bindings-timer.md, "TimeSpan": from 24 on the first number counts days.
   */
  @Test
  void twenty_four_hours_are_twenty_four_days() {
    assertEquals(Optional.of(Duration.ofDays(24)), TimeSpanText.parse("24:00:00"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "30", "PT30S", "00:00:60", "00:60:00", "-00:00:01", "0 */5 * * * *"})
  void anything_else_is_no_time_span(String text) {
    assertEquals(Optional.empty(), TimeSpanText.parse(text));
  }
}
