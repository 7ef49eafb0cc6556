package highavailability.azurestorage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import highavailability.jobs.PoisonMessage;
import highavailability.jobs.QueueNames;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TablePoisonMessageStoreIT {
  private static final Instant NOW = TestJobs.NOW;
  private static final StorageTables TABLES = Azurites.newTables();

  private final TablePoisonMessageStore store = new TablePoisonMessageStore(TABLES);

  @Test
  void there_are_no_reasons_before_the_first_one() {
    assertEquals(List.of(), new TablePoisonMessageStore(Azurites.newTables()).list("some-queue"));
  }

  @Test
  void reasons_come_back_as_they_were_the_oldest_first_and_by_queue() {
    PoisonMessage late =
        message(QueueNames.JOB_REQUESTS, NOW.plusSeconds(1), Optional.of("Jöb's #1"), 5);
    PoisonMessage early = message(QueueNames.JOB_REQUESTS, NOW, Optional.empty(), 1);
    PoisonMessage other = message(QueueNames.PROVISIONING_REQUESTS, NOW, Optional.empty(), 1);
    List.of(late, early, other).forEach(store::add);
    assertEquals(List.of(early, late), store.list(QueueNames.JOB_REQUESTS));
    assertEquals(List.of(other), store.list(QueueNames.PROVISIONING_REQUESTS));
  }

  @Test
  void the_same_message_moved_twice_has_two_reasons() {
    PoisonMessage message = message("twice", NOW, Optional.empty(), 1);
    store.add(message);
    store.add(message);
    assertEquals(List.of(message, message), store.list("twice"));
  }

  @Test
  void a_very_long_reason_and_name_are_cut() {
    store.add(
        new PoisonMessage(
            "long", NOW, "00", Optional.of("n".repeat(90_000)), "r".repeat(90_000), 1));
    PoisonMessage kept = store.list("long").get(0);
    assertEquals(Row.MAX_MESSAGE_LENGTH, kept.reason().length());
    assertEquals(Row.MAX_MESSAGE_LENGTH, kept.jobName().orElseThrow().length());
  }

  private static PoisonMessage message(
      String queue, Instant at, Optional<String> jobName, long dequeueCount) {
    return new PoisonMessage(
        queue, at, "ab".repeat(32), jobName, "Field 'jobName' is missing.", dequeueCount);
  }
}
