package highavailability.local;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.TimerTrigger;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalFunctionsHostIT {
  private static final String ONCE_A_YEAR = "0 0 0 1 1 *";
  private static final String FIVE_PER_SECOND = "00:00:00.2";

  private final TimerFunction function = new TimerFunction();
  private final SingleInstance injector = new SingleInstance(function);
  @TempDir private Path directory;
  private Path hostJson;

  @BeforeEach
  void writeHostJson() throws Exception {
    hostJson = Files.writeString(directory.resolve("host.json"), "{\"version\":\"2.0\"}");
  }

  @Test
  void a_timer_is_run_by_hand_and_has_ended_then() {
    try (LocalFunctionsHost host = start(ONCE_A_YEAR)) {
      host.runTimer("TimerFunction");

      assertEquals(1, function.runs.get());
    }
  }

  /**
   * azure-webjobs-sdk-extensions, TimerListener.InvokeJobFunction: errors do not stop the schedule.
   */
  @Test
  void a_timer_that_fails_runs_again() {
    function.failing = true;
    try (LocalFunctionsHost host = start(FIVE_PER_SECOND)) {
      host.runTimer("TimerFunction");

      await().until(() -> function.runs.get() >= 3);
    }
  }

  /** azure-webjobs-sdk-extensions, TimerListener: its invocation lock. */
  @Test
  void a_timer_never_runs_twice_at_once() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    function.gate = gate;
    try (LocalFunctionsHost host = start(FIVE_PER_SECOND)) {
      Thread byHand = new Thread(() -> host.runTimer("TimerFunction"));
      byHand.start();
      await().until(() -> function.running.get() == 1);
      await().during(Duration.ofMillis(600)).until(() -> function.runs.get() == 1);
      gate.countDown();
      byHand.join(TimeUnit.SECONDS.toMillis(10));
    }
    assertEquals(1, function.mostRunning.get());
  }

  /** azure-functions-java-worker: the injector is asked for every invocation. */
  @Test
  void every_invocation_asks_the_injector_and_has_an_id_of_its_own() {
    try (LocalFunctionsHost host = start(ONCE_A_YEAR)) {
      host.runTimer("TimerFunction");
      host.runTimer("TimerFunction");

      assertEquals(2, injector.asked.get());
      assertEquals(2, new HashSet<>(function.invocationIds).size());
    }
  }

  @Test
  void a_failing_injector_fails_the_invocation_only() {
    try (LocalFunctionsHost host =
        LocalFunctionsHost.start(
            new HostOptions(
                hostJson,
                Map.of("Schedule", ONCE_A_YEAR),
                List.of(TimerFunction.class),
                new SingleInstance("not a function"),
                0))) {
      host.runTimer("TimerFunction");

      assertEquals(0, function.runs.get());
    }
  }

  @Test
  void a_wrong_start_names_every_problem_at_once() {
    HostOptions wrong =
        new HostOptions(
            directory.resolve("missing.json"),
            Map.of("Storage", "no connection string", "Queue", "orders"),
            List.of(TimerFunction.class, QueueFunction.class),
            injector,
            0);

    String message =
        assertThrows(IllegalStateException.class, () -> LocalFunctionsHost.start(wrong))
            .getMessage();

    assertTrue(message.contains("missing.json cannot be read"), message);
    assertTrue(message.contains("the app setting 'Schedule', which is missing"), message);
    assertTrue(message.contains("'Storage' holds no storage connection string"), message);
  }

  @Test
  void a_port_in_use_is_named_together_with_the_cure() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      HostOptions options =
          new HostOptions(
              hostJson,
              Map.of("Schedule", ONCE_A_YEAR),
              List.of(TimerFunction.class),
              injector,
              taken.getLocalPort());

      String message =
          assertThrows(IllegalStateException.class, () -> LocalFunctionsHost.start(options))
              .getMessage();

      assertTrue(message.contains("port " + taken.getLocalPort() + " is in use"), message);
    }
  }

  private LocalFunctionsHost start(String schedule) {
    return LocalFunctionsHost.start(
        new HostOptions(
            hostJson, Map.of("Schedule", schedule), List.of(TimerFunction.class), injector, 0));
  }

  static class TimerFunction {
    private final AtomicInteger runs = new AtomicInteger();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger mostRunning = new AtomicInteger();
    private final Set<String> invocationIds = ConcurrentHashMap.newKeySet();
    private volatile boolean failing;
    private volatile CountDownLatch gate = new CountDownLatch(0);

    @FunctionName("TimerFunction")
    public void run(
        @TimerTrigger(name = "timer", schedule = "%Schedule%") String timer,
        ExecutionContext context)
        throws InterruptedException {
      mostRunning.accumulateAndGet(running.incrementAndGet(), Math::max);
      try {
        runs.incrementAndGet();
        invocationIds.add(context.getInvocationId());
        assertEquals("TimerFunction", context.getFunctionName());
        if (!gate.await(10, TimeUnit.SECONDS) || failing) {
          throw new IllegalStateException("failed as the test wants it");
        }
      } finally {
        running.decrementAndGet();
      }
    }
  }
}
