package highavailability.health;

import static highavailability.testing.TestCluster.EAST;
import static highavailability.testing.TestCluster.NORTH;
import static highavailability.testing.TestCluster.WEST;
import static org.junit.jupiter.api.Assertions.assertEquals;

import highavailability.testing.FakeHealthStore;
import highavailability.testing.FakeMediaServiceInstances;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class InstanceSelectorTest {
  private final FakeHealthStore health = new FakeHealthStore();
  private final FakeMediaServiceInstances instances =
      new FakeMediaServiceInstances(EAST, NORTH, WEST);
  private final InstanceSelector selector = new InstanceSelector(instances, health);

  private List<String> next(int count) {
    return Stream.generate(() -> selector.next(Set.of()).orElse("none")).limit(count).toList();
  }

  @Test
  void healthy_instances_take_turns() {
    assertEquals(List.of(EAST, NORTH, WEST, EAST, NORTH), next(5));
  }

  @Test
  void an_unhealthy_instance_gets_no_job() {
    health.set(NORTH, HealthState.UNHEALTHY);

    assertEquals(List.of(EAST, WEST, EAST), next(3));
  }

  @Test
  void a_degraded_instance_is_taken_only_when_no_healthy_one_is_left() {
    health.set(EAST, HealthState.DEGRADED);
    assertEquals(List.of(NORTH, WEST, NORTH), next(3));

    assertEquals(Optional.of(EAST), selector.next(Set.of(NORTH, WEST)));
  }

  @Test
  void a_disabled_instance_gets_no_job_however_healthy_it_is() {
    health.mergeEnabled(EAST, false);

    assertEquals(List.of(NORTH, WEST, NORTH), next(3));
  }

  @Test
  void there_may_be_no_usable_instance() {
    Stream.of(EAST, NORTH, WEST).forEach(a -> health.set(a, HealthState.UNHEALTHY));

    assertEquals(List.of("none"), next(1));
  }

  @Test
  void an_instance_that_comes_back_does_not_get_all_the_turns_that_it_missed() {
    health.set(WEST, HealthState.UNHEALTHY);
    next(10);
    health.set(WEST, HealthState.HEALTHY);

    assertEquals(List.of(WEST, EAST, NORTH), next(3));
  }

  @Test
  void an_instance_that_does_not_answer_is_taken_only_as_a_last_resort() {
    instances.get(EAST).setNotAnsweringFor(Duration.ofSeconds(20));
    health.set(NORTH, HealthState.DEGRADED);

    assertEquals(List.of(WEST, WEST), next(2));
    assertEquals(Optional.of(NORTH), selector.next(Set.of(WEST)));
    assertEquals(Optional.of(EAST), selector.next(Set.of(WEST, NORTH)));
  }
}
