package highavailability.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class NamesTest {
  @Test
  void a_derived_name_is_the_name_and_the_suffix() {
    assertEquals("output-1~2", Names.derive("output-1", "2"));
  }

  @Test
  void a_derived_name_fits_the_services_limit_and_stays_unique() {
    String one = Names.derive("x".repeat(259) + "1", "clearkey");
    String other = Names.derive("x".repeat(259) + "2", "clearkey");

    assertEquals(Names.MAX_LENGTH, one.length());
    assertNotEquals(one, other);
    assertTrue(one.endsWith("~clearkey"));
  }

  @Test
  void names_that_differ_only_in_case_are_the_same() {
    assertTrue(Names.same("Output-1", "OUTPUT-1"));
  }
}
