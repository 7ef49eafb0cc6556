package highavailability.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  /** A message of two fields. */
  record Sample(String name, Integer count, List<String> items) {}

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "no JSON", "{", "{\"name\":\"a\"} more", "[]", "7", "null"})
  void what_is_no_json_object_is_a_bad_message(String text) {
    assertThrows(InvalidMessageException.class, () -> Json.read(text, Sample.class));
  }

  @Test
  void json_that_is_nested_too_deeply_is_a_bad_message() {
    String text = "{\"items\":" + "[".repeat(20_000);

    assertThrows(InvalidMessageException.class, () -> Json.read(text, Sample.class));
  }

  @Test
  void a_number_that_is_too_long_is_a_bad_message() {
    String text = "{\"count\":" + "7".repeat(20_000) + "}";

    assertThrows(InvalidMessageException.class, () -> Json.read(text, Sample.class));
  }

  @Test
  void a_parse_error_tells_where_without_quoting_the_message() {
    String problem =
        assertThrows(
                InvalidMessageException.class,
                () -> Json.read("{\"name\":\"https://a?sig=SECRET\",\n oops}", Sample.class))
            .getMessage();

    assertTrue(problem.contains("line 2"), problem);
    assertFalse(problem.contains("SECRET"), problem);
  }

  @Test
  void a_field_of_the_wrong_type_is_named() {
    String problem =
        assertThrows(
                InvalidMessageException.class,
                () -> Json.read("{\"items\":[\"a\",{}]}", Sample.class))
            .getMessage();

    assertTrue(problem.contains("'items.[1]'"), problem);
  }

  @Test
  void fields_that_nobody_knows_are_ignored() {
    assertEquals(
        new Sample("a", null, null), Json.read("{\"name\":\"a\",\"new\":{}}", Sample.class));
  }

  @Test
  void absent_fields_are_left_out() {
    assertEquals("{\"name\":\"a\"}", Json.write(new Sample("a", null, null)));
  }

  @Test
  void what_cannot_be_written_is_told_by_its_class() {
    Object notWritable = new Object();

    String problem =
        assertThrows(IllegalArgumentException.class, () -> Json.write(notWritable)).getMessage();

    assertTrue(problem.contains("java.lang.Object"), problem);
  }
}
