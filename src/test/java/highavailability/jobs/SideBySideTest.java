package highavailability.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SideBySideTest {
  private final ExecutorService threads = Executors.newFixedThreadPool(3);
  private final SideBySide sideBySide = new SideBySide(threads);
  private final Set<String> done = ConcurrentHashMap.newKeySet();

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  void all_are_worked_on_at_the_same_time() {
    CyclicBarrier together = new CyclicBarrier(3);

    sideBySide.forEach(
        List.of("a", "b", "c"),
        thing -> {
          try {
            together.await(20, TimeUnit.SECONDS);
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
          done.add(thing);
        });

    assertEquals(Set.of("a", "b", "c"), done);
  }

  @Test
  void one_that_fails_does_not_stop_the_others() {
    RuntimeException failure = new IllegalStateException("b is broken");

    Map<String, RuntimeException> failures =
        sideBySide.failures(
            List.of("a", "b", "c"),
            thing -> {
              if (thing.equals("b")) {
                throw failure;
              }
              done.add(thing);
            });

    assertEquals(Map.of("b", failure), failures);
    assertEquals(Set.of("a", "c"), done);
  }

  @Test
  void the_first_failure_is_thrown_when_all_have_ended() {
    IllegalStateException thrown =
        assertThrows(
            IllegalStateException.class,
            () ->
                sideBySide.forEach(
                    List.of("a", "b"),
                    thing -> {
                      throw new IllegalStateException(thing);
                    }));

    assertEquals("a", thrown.getMessage());
    assertEquals("b", thrown.getSuppressed()[0].getMessage());
  }
}
