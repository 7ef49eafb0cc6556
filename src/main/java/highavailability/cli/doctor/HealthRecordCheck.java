package highavailability.cli.doctor;

import highavailability.cli.command.Words;
import highavailability.cli.doctor.Finding.About;
import highavailability.health.HealthState;
import highavailability.health.MediaServiceInstanceHealth;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;

/** What the app thinks of an instance, and whether it goes on thinking. */
final class HealthRecordCheck {
  /** Three times the usual schedule. */
  private static final Duration OLD = Duration.ofMinutes(30);

  private final Clock clock;
  private final String schedule;

  HealthRecordCheck(Clock clock, String schedule) {
    this.clock = clock;
    this.schedule = schedule;
  }

  Finding find(About about, MediaServiceInstanceHealth health) {
    String evaluated =
        health
            .lastUpdated()
            .map(t -> Words.age(Duration.between(t, clock.instant())) + " ago")
            .orElse("never");
    String state = health.state().name().toLowerCase(Locale.ROOT);
    if (!health.enabled()) {
      return about.warning(
          "disabled by an operator, so it gets no new jobs",
          "msha instances enable " + health.accountName());
    }
    if (health.lastUpdated().filter(t -> t.plus(OLD).isAfter(clock.instant())).isEmpty()) {
      return about.warning(
          "last evaluated: " + evaluated,
          "see that the function app runs: InstanceHealthFunction evaluates by the schedule "
              + schedule);
    }
    if (health.state() != HealthState.HEALTHY) {
      return about.warning(
          state + ": " + health.reason(),
          "see its other lines here; it is rated again by itself ("
              + "msha instances evaluate does so now)");
    }
    return about.ok("healthy, evaluated " + evaluated);
  }
}
