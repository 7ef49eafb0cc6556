package highavailability.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import highavailability.testing.FakeJobStore;
import highavailability.testing.JobRequests;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JobLedgerTest {
  private static final Instant NOW = Instant.parse("2026-11-30T10:00:00Z");

  private final FakeJobStore store = new FakeJobStore();
  private final JobLedger ledger = new JobLedger(store);
  private final Job job = ledger.open(Job.opened(JobRequests.request(1), NOW)).job();

  @Test
  void a_job_is_opened_once() {
    JobLedger.Change again = ledger.open(Job.opened(JobRequests.request(1), NOW.plusSeconds(9)));

    assertFalse(again.made());
    assertEquals(NOW, again.job().createdAt());
  }

  @Test
  void a_change_that_lost_a_race_is_computed_again_from_what_the_winner_wrote() {
    Job placed = ledger.update(job, j -> Optional.of(j.placedAt("amseast", NOW))).job();
    store.beforeNextReplace(
        () -> store.replace(placed.superseded("the winner was faster", true, NOW)));

    JobLedger.Change late =
        ledger.update(
            placed,
            j -> j.isOpenAt(1, "amseast") ? Optional.of(j.finished(NOW)) : Optional.empty());

    assertFalse(late.made());
    assertFalse(late.job().isDecided());
    assertEquals(2, late.job().current().number());
  }

  @Test
  void a_change_from_an_old_row_still_lands() {
    ledger.update(job, j -> Optional.of(j.placedAt("amseast", NOW)));

    JobLedger.Change change = ledger.update(job, j -> Optional.of(j.checked(false)));

    assertTrue(change.made());
    assertEquals(Optional.of("amseast"), change.job().current().account());
  }

  @Test
  void a_decided_job_takes_no_further_attempt() {
    Job decided = job.failed("Code", "message", NOW);

    assertThrows(IllegalStateException.class, () -> decided.placedAt("amseast", NOW));
    assertThrows(IllegalStateException.class, () -> decided.superseded("why", true, NOW));
    assertThrows(IllegalStateException.class, () -> decided.finished(NOW));
  }
}
