package highavailability.azurestorage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import highavailability.health.HealthState;
import highavailability.health.MediaServiceInstanceHealth;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class TableMediaServiceInstanceHealthStoreIT {
  private static final Instant NOW = TestJobs.NOW;
  private static final StorageTables TABLES = Azurites.newTables();

  private final TableMediaServiceInstanceHealthStore store =
      new TableMediaServiceInstanceHealthStore(TABLES);

  @Test
  void there_are_no_records_before_the_first_one() {
    assertEquals(List.of(), new TableMediaServiceInstanceHealthStore(Azurites.newTables()).list());
  }

  @Test
  void an_evaluation_comes_back_as_it_was() {
    for (HealthState state : HealthState.values()) {
      MediaServiceInstanceHealth health =
          health("ams-" + state, state, OptionalDouble.of(0.75), OptionalDouble.of(1));
      store.mergeEvaluation(health);
      assertEquals(health, find(health.accountName()));
    }
  }

  @Test
  void a_rate_that_is_no_longer_known_is_forgotten() {
    store.mergeEvaluation(
        health("rates", HealthState.DEGRADED, OptionalDouble.of(0.8), OptionalDouble.of(0.9)));
    MediaServiceInstanceHealth unknown =
        health("rates", HealthState.HEALTHY, OptionalDouble.empty(), OptionalDouble.empty());
    store.mergeEvaluation(unknown);
    assertEquals(unknown, find("rates"));
  }

  @Test
  void a_record_that_only_an_operator_wrote_is_otherwise_unknown() {
    store.mergeEnabled("operated", false);
    MediaServiceInstanceHealth health = find("operated");
    assertEquals(false, health.enabled());
    assertEquals(HealthState.HEALTHY, health.state());
    assertEquals(Optional.empty(), health.lastUpdated());
  }

  @Test
  void operator_and_evaluation_do_not_undo_each_other_in_any_order() {
    MediaServiceInstanceHealth sick =
        health("both", HealthState.UNHEALTHY, OptionalDouble.of(0.1), OptionalDouble.of(0.2));
    store.mergeEvaluation(sick);
    store.mergeEnabled("BOTH", false);
    assertEquals(HealthState.UNHEALTHY, find("BOTH").state());
    store.mergeEvaluation(sick);
    assertEquals(false, find("both").enabled());
    store.mergeEnabled("both", true);
    assertEquals(sick, find("both"));
  }

  private MediaServiceInstanceHealth find(String account) {
    return store.list().stream()
        .filter(h -> h.accountName().equals(account))
        .findFirst()
        .orElseThrow();
  }

  private static MediaServiceInstanceHealth health(
      String account, HealthState state, OptionalDouble jobs, OptionalDouble calls) {
    return new MediaServiceInstanceHealth(
        account, state, true, Optional.of(NOW), jobs, calls, "jobs 3 of 4");
  }
}
