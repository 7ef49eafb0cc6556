package highavailability.functions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InsertionTimeTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"2026-11-30T10:00:00+00:00\"",
        "2026-11-30T10:00:00Z",
        "\"2026-11-30T12:00:00.0000000+02:00\""
      })
  void the_time_is_read_with_and_without_quotes(String text) {
    assertEquals(Optional.of(Instant.parse("2026-11-30T10:00:00Z")), InsertionTime.parse(text));
  }

  @Test
  void what_is_no_time_is_no_time() {
    assertEquals(Optional.empty(), InsertionTime.parse("yesterday"));
  }
}
