package highavailability.azurestorage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import highavailability.jobs.AttemptKey;
import highavailability.jobs.Job;
import highavailability.jobs.JobError;
import highavailability.jobs.JobOutputStatus;
import highavailability.jobs.JobOutputStatusUpdate;
import highavailability.jobs.JobState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TableJobOutputStatusStoreIT {
  private static final Instant NOW = TestJobs.NOW;
  private static final Instant WRITTEN_AT = NOW.plusSeconds(100);
  private static final StorageTables TABLES = Azurites.newTables();

  private final TableJobOutputStatusStore store =
      new TableJobOutputStatusStore(TABLES, Clock.fixed(WRITTEN_AT, ZoneOffset.UTC));

  /** An instance of this test's own, so that tests do not see one another's rows. */
  private final String account = "ams" + UUID.randomUUID();

  @Test
  void a_submission_is_found_as_it_was_recorded() {
    JobOutputStatus submitted = submitted("Jöb #1", NOW);
    store.recordSubmission(submitted);
    assertEquals(Optional.of(submitted), store.find(submitted.key()));
  }

  @Test
  void news_without_a_submission_change_nothing_even_without_a_table() {
    TableJobOutputStatusStore fresh =
        new TableJobOutputStatusStore(Azurites.newTables(), Clock.systemUTC());
    AttemptKey key = submitted("job", NOW).key();
    JobOutputStatusUpdate update = news(key, JobState.QUEUED, 1);
    assertFalse(fresh.merge(update));
    assertFalse(store.merge(update));
    assertEquals(Optional.empty(), fresh.find(key));
    assertEquals(List.of(), fresh.list(account, NOW, NOW));
  }

  @Test
  void each_state_keeps_its_own_time() {
    AttemptKey key = recorded("job", NOW);
    assertTrue(store.merge(news(key, JobState.SCHEDULED, 1)));
    assertTrue(store.merge(news(key, JobState.PROCESSING, 2)));
    JobOutputStatus status = store.find(key).orElseThrow();
    assertEquals(
        Map.of(JobState.SCHEDULED, NOW.plusSeconds(1), JobState.PROCESSING, NOW.plusSeconds(2)),
        status.stateTimes());
    assertEquals(WRITTEN_AT, status.lastUpdated());
  }

  @Test
  void news_in_any_order_and_twice_give_the_same_row() {
    List<JobOutputStatusUpdate> news = new ArrayList<>();
    AttemptKey one = recorded("one", NOW);
    for (JobState state : JobState.values()) {
      news.add(news(one, state, state.ordinal()));
    }
    news.forEach(store::merge);
    JobOutputStatus inOrder = store.find(one).orElseThrow();

    store.withdraw(one);
    recorded("one", NOW);
    Collections.reverse(news);
    news.forEach(store::merge);
    news.forEach(store::merge);
    assertEquals(inOrder, store.find(one).orElseThrow());
    assertEquals(JobState.FINISHED, inOrder.state());
  }

  @Test
  void an_error_and_the_progress_stay_when_later_news_say_nothing_of_them() {
    AttemptKey key = recorded("job", NOW);
    JobError error = new JobError("DownloadNotAccessible", "Download", "it's gone: ü", true);
    store.merge(
        new JobOutputStatusUpdate(key, JobState.ERROR, NOW, Optional.of(42), Optional.of(error)));
    store.merge(news(key, JobState.PROCESSING, 1));
    JobOutputStatus status = store.find(key).orElseThrow();
    assertEquals(Optional.of(error), status.error());
    assertEquals(Optional.of(42), status.progress());
  }

  @Test
  void a_very_long_error_is_cut() {
    AttemptKey key = recorded("job", NOW);
    store.merge(
        new JobOutputStatusUpdate(
            key,
            JobState.ERROR,
            NOW,
            Optional.empty(),
            Optional.of(new JobError("Code", "", "x".repeat(100_000), false))));
    assertEquals(
        Row.MAX_MESSAGE_LENGTH,
        store.find(key).orElseThrow().error().orElseThrow().message().length());
  }

  @Test
  void a_submission_that_is_recorded_again_takes_no_news_back() {
    JobOutputStatus submitted = submitted("job", NOW);
    store.recordSubmission(submitted);
    store.merge(news(submitted.key(), JobState.PROCESSING, 5));
    JobOutputStatus before = store.find(submitted.key()).orElseThrow();
    store.recordSubmission(submitted);
    assertEquals(Optional.of(before), store.find(submitted.key()));
  }

  @Test
  void a_withdrawn_attempt_is_gone_and_takes_no_news() {
    AttemptKey key = recorded("job", NOW);
    store.withdraw(key);
    store.withdraw(key);
    assertEquals(Optional.empty(), store.find(key));
    assertFalse(store.merge(news(key, JobState.QUEUED, 1)));
    assertEquals(List.of(), store.list(account, NOW, NOW));
  }

  @Test
  void a_window_is_read_over_hours_and_days_with_both_ends_and_in_order() {
    Instant from = Instant.parse("2026-02-28T22:59:59Z");
    Instant to = Instant.parse("2026-03-01T01:00:00Z");
    recorded("too early", from.minusMillis(1));
    recorded("last", to);
    recorded("too late", to.plusMillis(1));
    recorded("middle", Instant.parse("2026-03-01T00:00:00Z"));
    recorded("first", from);
    assertEquals(List.of("first", "middle", "last"), names(from, to));
  }

  @Test
  void a_window_that_begins_between_two_microseconds_holds_what_was_submitted_then() {
    Instant from = NOW.plusNanos(1_500);
    recorded("job", from);
    assertEquals(List.of("job"), names(from, NOW.plusSeconds(1)));
  }

  @Test
  void a_window_holds_one_instances_attempts_only() {
    recorded("job", NOW);
    assertEquals(List.of(), store.list(account + "0", NOW, NOW));
    assertEquals(List.of(), store.list(account.substring(0, 5), NOW, NOW));
    assertEquals(1, store.list(account.toUpperCase(), NOW, NOW).size());
  }

  @Test
  void attempts_of_a_job_in_one_hour_are_rows_of_their_own() {
    recorded("job", NOW);
    Job second =
        TestJobs.job("job")
            .superseded("failed", true, NOW)
            .placedAt(account, NOW.plus(Duration.ofMinutes(1)));
    store.recordSubmission(
        JobOutputStatus.submitted(second, second.current().key("job").orElseThrow()));
    assertEquals(
        List.of(1, 2),
        store.list(account, NOW, NOW.plus(Duration.ofHours(1))).stream()
            .map(s -> s.key().attempt())
            .toList());
  }

  @Test
  void awkward_names_are_kept_apart() {
    List<String> awkward = TableJobStoreIT.awkwardNames();
    awkward.forEach(name -> recorded(name, NOW));
    assertEquals(awkward.stream().sorted().toList(), names(NOW, NOW).stream().sorted().toList());
    awkward.forEach(
        name -> assertTrue(store.merge(news(submitted(name, NOW).key(), JobState.QUEUED, 1))));
  }

  @Test
  void a_quote_in_an_account_is_no_way_out_of_the_filter() {
    recorded("job", NOW);
    assertEquals(List.of(), store.list("x' or PartitionKey ne '", NOW, NOW));
  }

  private List<String> names(Instant from, Instant to) {
    return store.list(account, from, to).stream().map(s -> s.key().jobName()).toList();
  }

  private AttemptKey recorded(String jobName, Instant at) {
    JobOutputStatus submitted = submitted(jobName, at);
    store.recordSubmission(submitted);
    return submitted.key();
  }

  private JobOutputStatus submitted(String jobName, Instant at) {
    Job job = TestJobs.job(jobName).placedAt(account, at);
    return JobOutputStatus.submitted(job, job.current().key(jobName).orElseThrow());
  }

  private static JobOutputStatusUpdate news(AttemptKey key, JobState state, int seconds) {
    return new JobOutputStatusUpdate(
        key, state, NOW.plusSeconds(seconds), Optional.empty(), Optional.empty());
  }
}
