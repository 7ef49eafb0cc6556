package highavailability.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AttemptKeyTest {
  private final AttemptKey key =
      AttemptKey.of("AmsEast", Instant.parse("2026-11-30T23:59:59Z"), "Job-1", 2);

  @Test
  void a_key_survives_the_way_through_correlation_data() {
    assertEquals(Optional.of(key), AttemptKey.fromCorrelationData(key.toCorrelationData()));
  }

  @Test
  void the_hour_is_ten_digits_in_utc() {
    assertEquals("2026113023", key.submissionHour());
  }

  @Test
  void correlation_data_of_others_is_no_key() {
    assertEquals(Optional.empty(), AttemptKey.fromCorrelationData(Map.of("theirs", "x")));
  }

  @Test
  void a_damaged_key_is_no_key() {
    for (String field : key.toCorrelationData().keySet()) {
      Map<String, String> damaged = new HashMap<>(key.toCorrelationData());
      damaged.remove(field);
      assertEquals(Optional.empty(), AttemptKey.fromCorrelationData(damaged), field);
    }
  }
}
