package highavailability.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

class DerivedIdsTest {
  @Test
  void the_same_job_and_thing_give_the_same_id_whatever_the_case() {
    assertEquals(DerivedIds.of("Job-1", "clear-locator"), DerivedIds.of("job-1", "clear-locator"));
  }

  @Test
  void another_thing_or_job_gives_another_id() {
    assertNotEquals(DerivedIds.of("job-1", "clear-locator"), DerivedIds.of("job-1", "event"));
    assertNotEquals(DerivedIds.of("job-1", "event"), DerivedIds.of("job-2", "event"));
  }

  @Test
  void ids_are_name_based_uuids_of_version_5() {
    assertEquals(5, DerivedIds.of("job-1", "event").version());
    assertEquals(2, DerivedIds.of("job-1", "event").variant());
  }
}
