package highavailability.cli.instances;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import highavailability.cli.command.CommandFailedException;
import highavailability.cli.instances.InstanceOverview.Enabled;
import highavailability.health.HealthState;
import highavailability.jobs.SideBySide;
import highavailability.mediaservices.MediaServiceCallException.Outcome;
import highavailability.testing.FakeHealthStore;
import highavailability.testing.FakeMediaServiceAdministrations;
import highavailability.testing.FakeMediaServiceInstances;
import java.util.List;
import org.junit.jupiter.api.Test;

class InstanceOverviewTest {
  private final FakeHealthStore health = new FakeHealthStore();
  private final FakeMediaServiceAdministrations administrations =
      new FakeMediaServiceAdministrations("amseast", "amswest");
  private final InstanceOverview overview =
      new InstanceOverview(
          new FakeMediaServiceInstances("amseast", "amswest"),
          health,
          administrations,
          new SideBySide(Runnable::run));

  @Test
  void every_instance_of_the_configuration_is_listed_whether_it_has_a_record_or_not() {
    health.set("amswest", HealthState.DEGRADED);
    health.set("amsgone", HealthState.HEALTHY);

    List<InstanceView> instances = overview.list(true);

    assertEquals(
        List.of("amseast Healthy", "amswest Degraded"),
        instances.stream().map(i -> i.account() + " " + i.state()).toList());
    assertEquals("not evaluated yet", instances.get(0).reason());
    assertEquals(
        List.of(new InstanceView.Endpoint("default", "Stopped", "amseast.example.com")),
        instances.get(0).streamingEndpoints());
  }

  @Test
  void an_instance_that_does_not_answer_is_listed_with_what_is_on_record() {
    administrations
        .administrationOf("amseast")
        .fail("listStreamingEndpoints", Outcome.UNAVAILABLE, 0);

    List<InstanceView> instances = overview.list(true);

    assertNull(instances.get(0).streamingEndpoints());
    assertTrue(instances.get(0).streamingProblem().contains("got no answer"));
    assertTrue(InstanceView.table(instances, true).get(1).contains("no answer"));
    assertTrue(InstanceView.table(instances, true).get(2).contains("default Stopped"));
  }

  @Test
  void no_instance_is_asked_when_that_is_not_wanted() {
    List<InstanceView> instances = overview.list(false);

    assertEquals(List.of(), administrations.administrationOf("amseast").calls());
    assertNull(instances.get(0).streamingEndpoints());
    assertFalse(InstanceView.table(instances, false).get(0).contains("STREAMING"));
  }

  @Test
  void disabling_and_enabling_tell_what_was_and_what_is() {
    assertEquals(
        List.of(new Enabled("amseast", true, false)), overview.disable(List.of("amseast"), false));
    assertFalse(health.find("amseast").enabled());
    assertEquals(
        List.of(new Enabled("amseast", false, false)), overview.disable(List.of("amseast"), false));

    assertEquals(
        List.of(new Enabled("amseast", false, true), new Enabled("amswest", true, true)),
        overview.enable(List.of("amseast", "amswest")));
    assertTrue(health.find("amseast").enabled());
  }

  @Test
  void the_last_enabled_instance_is_disabled_by_force_only() {
    overview.disable(List.of("amseast"), false);

    assertThrows(CommandFailedException.class, () -> overview.disable(List.of("amswest"), false));
    assertTrue(health.find("amswest").enabled());
    overview.disable(List.of("amswest"), true);

    assertFalse(health.find("amswest").enabled());
  }

  @Test
  void all_at_once_are_disabled_by_force_only() {
    assertThrows(
        CommandFailedException.class, () -> overview.disable(List.of("amseast", "amswest"), false));
  }

  @Test
  void an_enabled_record_of_an_instance_that_has_left_does_not_count() {
    health.mergeEnabled("amsgone", true);
    overview.disable(List.of("amseast"), false);

    assertThrows(CommandFailedException.class, () -> overview.disable(List.of("amswest"), false));
  }
}
