package highavailability.cli.instances;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import highavailability.cli.command.CommandFailedException;
import highavailability.cli.instances.StreamingSwitch.Change;
import highavailability.jobs.SideBySide;
import highavailability.mediaservices.MediaServiceAdministration.StreamingEndpoint;
import highavailability.mediaservices.MediaServiceCallException.Outcome;
import highavailability.testing.FakeMediaServiceAdministrations;
import highavailability.testing.FakeMediaServiceInstances;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StreamingSwitchTest {
  private static final Duration LONGEST = Duration.ofMinutes(1);

  private final FakeMediaServiceAdministrations administrations =
      new FakeMediaServiceAdministrations("amseast", "amswest");
  private final StreamingSwitch streaming =
      new StreamingSwitch(
          new FakeMediaServiceInstances("amseast", "amswest"),
          administrations,
          new SideBySide(Runnable::run));

  @BeforeEach
  void both_stream() {
    set("amseast", "Running");
    set("amswest", "Running");
  }

  @Test
  void an_endpoint_is_stopped_and_started() {
    assertEquals(
        List.of(new Change("amseast", "default", "Running", "Stopped", null)),
        stop(false, "amseast"));
    assertEquals(
        List.of(new Change("amseast", "default", "Stopped", "Running", null)),
        streaming.start(List.of("amseast"), "default", LONGEST));
  }

  @Test
  void one_that_is_as_wanted_is_left_alone() {
    assertEquals(
        List.of(new Change("amseast", "Default", "Running", "Running", null)),
        streaming.start(List.of("amseast"), "Default", LONGEST));
    assertTrue(
        administrations.administrationOf("amseast").calls().stream()
            .noneMatch(c -> c.startsWith("start")));
  }

  @Test
  void the_last_one_that_runs_is_stopped_by_force_only() {
    stop(false, "amseast");

    assertThrows(CommandFailedException.class, () -> stop(false, "amswest"));
    assertEquals("Stopped", stop(true, "amswest").get(0).after());
  }

  @Test
  void all_at_once_are_stopped_by_force_only() {
    assertThrows(CommandFailedException.class, () -> stop(false, "amseast", "amswest"));
  }

  @Test
  void an_instance_that_does_not_answer_does_not_count_as_streaming() {
    administrations
        .administrationOf("amswest")
        .fail("listStreamingEndpoints", Outcome.UNAVAILABLE, 0);

    CommandFailedException e =
        assertThrows(CommandFailedException.class, () -> stop(false, "amseast"));

    assertTrue(e.getMessage().contains("amswest did not answer"), e.getMessage());
  }

  @Test
  void stopping_what_is_stopped_needs_no_force() {
    set("amseast", "Stopped");
    set("amswest", "Stopped");

    assertEquals(
        List.of(new Change("amseast", "default", "Stopped", "Stopped", null)),
        stop(false, "amseast"));
  }

  @Test
  void an_instance_that_does_not_do_it_does_not_keep_the_others_from_it() {
    administrations.administrationOf("amseast").fail("stopStreamingEndpoint", Outcome.UNKNOWN, 500);

    List<Change> changes = stop(true, "amseast", "amswest");

    assertEquals("Running", changes.get(0).after());
    assertTrue(changes.get(0).problem().contains("answered 500"), changes.get(0).problem());
    assertEquals("Stopped", changes.get(1).after());
  }

  @Test
  void an_endpoint_that_does_not_exist_is_told_with_those_that_do() {
    Change change = streaming.start(List.of("amseast"), "premium", LONGEST).get(0);

    assertEquals("there is no streaming endpoint 'premium'; it has default", change.problem());
  }

  private List<Change> stop(boolean force, String... accounts) {
    return streaming.stop(List.of(accounts), "default", LONGEST, force);
  }

  private void set(String account, String state) {
    administrations
        .administrationOf(account)
        .put(new StreamingEndpoint("default", state, "host.example.com"));
  }
}
