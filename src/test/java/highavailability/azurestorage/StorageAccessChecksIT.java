package highavailability.azurestorage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import highavailability.jobs.OperatorQueues;
import highavailability.jobs.QueueNames;
import highavailability.jobs.StorageChecks.Result;
import highavailability.jobs.StorageChecks.State;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StorageAccessChecksIT {
  private static final StorageSecret SECRET = Azurites.newSecret();

  private final StorageAccessChecks checks = checks(SECRET);

  @Test
  void what_is_there_and_may_be_used_is_well_and_stays_as_it_is() {
    StorageMessageQueues queues = StorageMessageQueues.connect(SECRET, Azurites.NO_IDENTITY);
    queues.prepare();
    StorageTables.connect(SECRET, Azurites.NO_IDENTITY).prepare();
    queues.send(QueueNames.JOB_REQUESTS, "{}", Duration.ZERO);

    List<State> found =
        List.of(
                checks.queueNames().stream().map(checks::queue),
                checks.tableNames().stream().map(checks::table),
                List.of("amseast").stream().map(checks::assetStorage))
            .stream()
            .flatMap(r -> r.map(Result::state))
            .distinct()
            .toList();

    assertEquals(List.of(State.OK), found);
    OperatorQueues operator = StorageOperatorQueues.connect(SECRET, Azurites.NO_IDENTITY);
    assertEquals(0, operator.peek(QueueNames.JOB_REQUESTS).get(0).dequeueCount());
  }

  @Test
  void five_queues_with_three_poison_queues_and_five_tables_are_needed() {
    assertEquals(8, checks.queueNames().size());
    assertEquals(5, checks.tableNames().size());
  }

  @Test
  void what_is_missing_is_told() {
    StorageAccessChecks empty = checks(Azurites.newSecret());

    assertEquals(State.MISSING, empty.queue(QueueNames.JOB_REQUESTS).state());
    assertEquals(State.MISSING, empty.table(StorageTables.JOB).state());
  }

  @Test
  void a_wrong_key_is_refused_by_every_service() {
    StorageAccessChecks wrong =
        checks(withKey("d3Jvbmcga2V5IHdyb25nIGtleSB3cm9uZyBrZXkgd3Jvbmcga2V5IHdyb25nIGtleQ=="));

    for (Result result :
        List.of(
            wrong.queue(QueueNames.JOB_REQUESTS),
            wrong.table(StorageTables.JOB),
            wrong.assetStorage("amseast"))) {
      assertEquals(State.FORBIDDEN, result.state(), result.toString());
      assertTrue(result.detail().contains("cannot be read: 127.0.0.1:"), result.detail());
      assertEquals(Optional.empty(), result.role());
    }
  }

  @Test
  void a_service_that_does_not_answer_is_named() {
    StorageAccessChecks nowhere =
        checks(
            new StorageSecret(
                "Nowhere", SECRET.value().replaceAll("127\\.0\\.0\\.1:\\d+", "127.0.0.1:1")));

    Result result = nowhere.queue(QueueNames.JOB_REQUESTS);

    assertEquals(State.UNREACHABLE, result.state());
    assertEquals("127.0.0.1:1", result.host());
  }

  @Test
  void a_secret_of_no_use_is_told_without_its_value() {
    StorageAccessChecks broken = checks(new StorageSecret("Broken", "AccountName"));

    Result result = broken.queue(QueueNames.JOB_REQUESTS);

    assertEquals(State.OTHER, result.state());
    assertTrue(result.detail().contains("Secret Broken"), result.detail());
  }

  private static StorageSecret withKey(String key) {
    return new StorageSecret(
        "Wrong", SECRET.value().replaceAll("AccountKey=[^;]+", "AccountKey=" + key));
  }

  private static StorageAccessChecks checks(StorageSecret secret) {
    return new StorageAccessChecks(
        secret, secret, account -> secret, Azurites.NO_IDENTITY, Clock.systemUTC());
  }
}
