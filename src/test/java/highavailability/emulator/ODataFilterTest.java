package highavailability.emulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ODataFilterTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "properties/created ge 2026-03-01T10:00:00Z | true",
        "properties/created gt 2026-03-01T10:00:00Z | false",
        "properties/created lt 2026-03-01T12:00:00.5+01:00 | true",
        "properties/created ge 2026-03-01T09:00:00Z and properties/created le 2026-03-01T11:00:00Z | true",
        "properties/created ge 2026-03-01T11:00:00Z or name eq 'JOB 1' | true",
        "properties/state eq Microsoft.Media.JobState'Processing' | true",
        "properties/state ne Microsoft.Media.JobState'Processing' | false",
        "properties.created eq 2026-03-01T10:00:00.000Z | true",
        "properties/alternateId eq 'it''s' | false",
      })
  void a_filter_selects_by_its_comparisons(String filter, boolean selected) {
    assertEquals(selected, ODataFilter.parse(filter).test(job()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "properties/created",
        "properties/created like 2026",
        "name eq 'a' and",
        "name eq 'a' name eq 'b'"
      })
  void an_invalid_filter_is_a_bad_request(String filter) {
    ArmError refusal = assertThrows(ArmError.class, () -> ODataFilter.parse(filter));

    assertEquals(400, refusal.status());
  }

  @Test
  void timestamps_are_compared_as_times_and_not_as_text() {
    assertEquals(0, ODataFilter.compare("2026-03-01T10:00:00Z", "2026-03-01T10:00:00.000Z"));
  }

  private static ObjectNode job() {
    ObjectNode job = JsonNodeFactory.instance.objectNode();
    job.put("name", "job 1");
    job.putObject("properties").put("created", "2026-03-01T10:00:00Z").put("state", "Processing");
    return job;
  }
}
