package highavailability.cli.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import highavailability.cli.doctor.Finding.About;
import highavailability.cli.doctor.Finding.Outcome;
import highavailability.health.HealthState;
import highavailability.health.MediaServiceInstanceHealth;
import highavailability.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class HealthRecordCheckTest {
  private static final Instant NOW = Instant.parse("2026-11-30T10:30:00Z");

  @Test
  void a_healthy_instance_that_was_evaluated_lately_is_well() {
    Finding finding = look(HealthState.HEALTHY, true, Optional.of(Duration.ofMinutes(9)));

    assertEquals(Outcome.OK, finding.outcome());
    assertEquals("healthy, evaluated 9 min ago", finding.detail());
  }

  @Test
  void the_reason_of_an_unhealthy_instance_is_told() {
    Finding finding = look(HealthState.UNHEALTHY, true, Optional.of(Duration.ofMinutes(1)));

    assertEquals(Outcome.WARNING, finding.outcome());
    assertEquals("unhealthy: calls fail", finding.detail());
  }

  @Test
  void one_that_an_operator_took_out_is_told_with_the_way_back() {
    Finding finding = look(HealthState.HEALTHY, false, Optional.of(Duration.ofMinutes(1)));

    assertEquals(Optional.of("msha instances enable amseast"), finding.cure());
  }

  @Test
  void a_record_that_is_old_or_missing_says_that_the_timer_may_not_run() {
    Finding old = look(HealthState.HEALTHY, true, Optional.of(Duration.ofMinutes(31)));
    Finding never = look(HealthState.HEALTHY, true, Optional.empty());

    assertEquals("last evaluated: 31 min ago", old.detail());
    assertEquals("last evaluated: never", never.detail());
    assertTrue(never.cure().orElseThrow().contains("InstanceHealthFunction"));
  }

  private static Finding look(HealthState state, boolean enabled, Optional<Duration> age) {
    return new HealthRecordCheck(new SettableClock(NOW), "0 */10 * * * *")
        .find(
            new About("instance amseast", "health"),
            new MediaServiceInstanceHealth(
                "amseast",
                state,
                enabled,
                age.map(NOW::minus),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                "calls fail"));
  }
}
