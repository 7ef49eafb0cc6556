package highavailability.azurestorage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TableKeysTest {

  @Test
  void a_plain_name_is_its_own_key_in_lower_case() {
    assertEquals("job-name_1", TableKeys.part("Job-Name_1"));
  }

  @Test
  void lower_case_does_not_depend_on_the_machines_language() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr"));
      assertEquals("intro", TableKeys.part("INTRO"));
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void what_a_key_may_not_hold_is_escaped() {
    assertEquals("a:2fb:5cc:23d:3fe:7ef:3ag", TableKeys.part("a/b\\c#d?e~f:g"));
    assertEquals(":00:1f:7f:9f", TableKeys.part("\u0000\u001f\u007f\u009f"));
    assertEquals("it:27s 100:25", TableKeys.part("it's 100%"));
  }

  @Test
  void names_that_look_like_escapes_or_differ_in_one_character_have_keys_of_their_own() {
    List<String> names =
        List.of("a#b", "a:23b", "a:3a23b", "a~b", "a:7eb", "a b", "ab", "\ud800", "\ud801", "?");
    Set<String> keys = new HashSet<>();
    names.forEach(n -> keys.add(TableKeys.part(n)));
    assertEquals(names.size(), keys.size());
  }

  @Test
  void a_reserved_key_is_never_that_of_a_name() {
    assertEquals("~asset~output-1", TableKeys.reserved("asset", "Output-1"));
    assertNotEquals(TableKeys.reserved("asset", "x"), TableKeys.part("~asset~x"));
  }

  @Test
  void long_names_that_differ_only_at_their_end_stay_different_and_fit() {
    String start = "#".repeat(258);
    String one = TableKeys.part(start + "a1");
    String other = TableKeys.part(start + "a2");
    assertNotEquals(one, other);
    assertEquals(one, TableKeys.part(start + "A1"));
    assertTrue(one.length() <= TableKeys.MAX_PART_BYTES, one);
  }

  @Test
  void a_long_name_is_cut_between_characters_and_by_bytes() {
    for (String padding : List.of("", "x", "xx", "xxx")) {
      String key = TableKeys.part(padding + "\ud83c\udfac".repeat(128));
      byte[] utf8 = key.getBytes(StandardCharsets.UTF_8);
      assertTrue(utf8.length <= TableKeys.MAX_PART_BYTES, key);
      assertEquals(key, new String(utf8, StandardCharsets.UTF_8));
    }
  }

  @Test
  void times_sort_as_text() {
    assertEquals("20261130235959000000", TableKeys.time(Instant.parse("2026-11-30T23:59:59Z")));
    assertTrue(
        TableKeys.time(Instant.parse("2026-11-30T23:59:59.000001Z"))
                .compareTo(TableKeys.time(Instant.parse("2026-11-30T23:59:59.1Z")))
            < 0);
  }

  @Test
  void a_quote_in_a_filter_is_doubled() {
    assertEquals("PartitionKey eq 'it''s'", TableKeys.filterPartition("it's"));
    assertEquals(
        "PartitionKey ge 'a''~1' and PartitionKey le 'a''~2'",
        TableKeys.filterPartitions("a'~1", "a'~2"));
  }
}
