package highavailability.cli.poison;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import highavailability.app.AppComponent;
import highavailability.cli.CliRun;
import highavailability.cli.Main;
import highavailability.jobs.OperatorQueues;
import highavailability.jobs.QueueNames;
import highavailability.local.SharedAzurite;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The command in a process of its own, which is killed in the middle of its work. */
class PoisonRequeueKilledIT {
  private static final PoisonQueue QUEUE = new PoisonQueue(QueueNames.JOB_REQUESTS);
  private static final int MESSAGES = 40;
  private static final String HIDE_FOR = "PT3S";

  private final Map<String, String> settings =
      AppWithStorage.settings(SharedAzurite.newConnectionString());
  private final AppComponent app = AppComponent.create(settings::get);
  private final OperatorQueues queues = app.operatorQueues();

  @Test
  void nothing_is_lost_and_the_next_run_does_the_rest() throws Exception {
    app.messageQueues().prepare();
    app.tables().prepare();
    Set<String> jobNames =
        IntStream.range(0, MESSAGES).mapToObj(i -> "job-" + i).collect(Collectors.toSet());
    jobNames.forEach(
        n -> app.messageQueues().send(QUEUE.name(), "{\"jobName\":\"" + n + "\"}", Duration.ZERO));

    Process process = start("poison", "requeue", "job-requests", "--all", "--rate", "10");
    try {
      await()
          .atMost(Duration.ofSeconds(60))
          .pollInterval(Duration.ofMillis(50))
          .until(() -> count(QUEUE.source()) >= 3 || !process.isAlive());
      assertTrue(process.isAlive(), "it ended before it was killed");
    } finally {
      process.destroyForcibly();
      assertTrue(process.waitFor(20, TimeUnit.SECONDS));
    }
    long afterKill = count(QUEUE.name());
    assertTrue(afterKill > 0 && afterKill < MESSAGES, "killed in the middle: " + afterKill);

    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> {
              CliRun run = CliRun.of(settings, "poison", "requeue", "job-requests", "--all");
              assertEquals(0, run.exitCode(), run.err());
              return count(QUEUE.name()) == 0;
            });

    List<String> arrived = arrived();
    assertEquals(jobNames, new HashSet<>(arrived));
    assertTrue(arrived.size() <= MESSAGES + 1, "one is repeated at most: " + arrived.size());
  }

  private Process start(String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--hide-for", HIDE_FOR));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().putAll(settings);
    return builder.start();
  }

  private long count(String queueName) {
    return queues.count(queueName).orElseThrow();
  }

  /** Takes what has arrived off the queue. */
  private List<String> arrived() {
    List<String> jobNames = new ArrayList<>();
    List<OperatorQueues.Taken> taken;
    do {
      taken = queues.take(QUEUE.source(), OperatorQueues.MOST_AT_A_TIME, Duration.ofMinutes(5));
      taken.forEach(
          t -> jobNames.add(PoisonItem.of(t.message(), Map.of()).jobName().orElseThrow()));
    } while (!taken.isEmpty());
    return jobNames;
  }
}
