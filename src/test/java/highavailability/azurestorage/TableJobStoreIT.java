package highavailability.azurestorage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpPipelineNextSyncPolicy;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import com.azure.data.tables.TableServiceClientBuilder;
import highavailability.jobs.Decision;
import highavailability.jobs.FollowUps;
import highavailability.jobs.Job;
import highavailability.jobs.JobLedger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;

class TableJobStoreIT {
  private static final Instant NOW = TestJobs.NOW;
  private static final StorageSecret SECRET = Azurites.newSecret();
  private static final StorageTables TABLES = StorageTables.connect(SECRET, Azurites.NO_IDENTITY);

  private final TableJobStore store = new TableJobStore(TABLES);

  @Test
  void a_job_that_was_never_stored_is_not_found_even_without_a_table() {
    TableJobStore fresh = new TableJobStore(Azurites.newTables());
    assertEquals(Optional.empty(), fresh.find("job"));
  }

  @Test
  void first_writers_at_the_same_time_create_the_table_once() {
    TableJobStore fresh = new TableJobStore(Azurites.newTables());
    List<Optional<Job>> inserted = inParallel(8, i -> fresh.insert(TestJobs.job("job-" + i)));
    assertTrue(inserted.stream().allMatch(Optional::isPresent));
  }

  @Test
  void an_inserted_job_is_found_as_it_was_returned() {
    Job inserted = store.insert(newJob()).orElseThrow();
    assertEquals(Optional.of(inserted), store.find(inserted.jobName()));
  }

  @Test
  void a_job_is_found_whatever_the_case_of_its_name() {
    Job inserted = store.insert(newJob()).orElseThrow();
    assertEquals(
        inserted.jobName(), store.find(inserted.jobName().toUpperCase()).orElseThrow().jobName());
    assertEquals(Optional.empty(), store.insert(TestJobs.job(inserted.jobName().toUpperCase())));
  }

  static List<String> awkwardNames() {
    return List.of(
        "A #b name",
        "ünïcödé-名前-🎬",
        "x".repeat(260),
        "#".repeat(260),
        "名".repeat(260),
        " leading and trailing ",
        "it's \"quoted\"",
        "100%25",
        "a/b\\c?d",
        "2026-01-01T00:00:00Z",
        "null",
        "0");
  }

  @ParameterizedTest
  @MethodSource("awkwardNames")
  void an_awkward_name_is_stored_changed_and_found(String name) {
    Job inserted = store.insert(TestJobs.job(name)).orElseThrow();
    Job placed = store.replace(inserted.placedAt("amseastus", NOW)).orElseThrow();
    assertEquals(Optional.of(placed), store.find(name));
    assertEquals(name, store.reserveOutputAsset(name, name));
  }

  @Test
  void a_request_and_an_event_may_be_larger_than_a_text_property() {
    Job job = Job.opened(TestJobs.request("big-" + UUID.randomUUID(), "ü".repeat(24_000)), NOW);
    Job inserted = store.insert(job).orElseThrow();
    Job changed =
        store
            .replace(
                inserted.withFollowUps(
                    FollowUps.NONE.withCompletedEvent("x".repeat(48 * 1024), Set.of())))
            .orElseThrow();
    assertEquals(Optional.of(changed), store.find(job.jobName()));
  }

  @Test
  void a_property_that_becomes_absent_vanishes() {
    Job placed =
        store
            .replace(store.insert(newJob()).orElseThrow().placedAt("amseastus", NOW))
            .orElseThrow();
    store.replace(placed.unplaced(NOW.plusSeconds(1))).orElseThrow();
    assertEquals(Optional.empty(), store.find(placed.jobName()).orElseThrow().current().account());
  }

  @Test
  void every_change_gives_a_new_version() {
    Job inserted = store.insert(newJob()).orElseThrow();
    Job checked = store.replace(inserted.checked(false)).orElseThrow();
    assertNotEquals(inserted.etag(), checked.etag());
  }

  @Test
  void of_many_writers_with_the_same_version_exactly_one_wins() {
    Job inserted = store.insert(newJob()).orElseThrow();
    List<Optional<Job>> results =
        inParallel(
            12,
            i ->
                store.replace(
                    i % 2 == 0
                        ? inserted.finished(NOW.plusSeconds(i))
                        : inserted.superseded("attempt " + i, true, NOW.plusSeconds(i))));
    List<Job> winners = results.stream().flatMap(Optional::stream).toList();
    assertEquals(1, winners.size());
    assertEquals(Optional.of(winners.get(0)), store.find(inserted.jobName()));
  }

  @Test
  void no_change_through_the_ledger_is_lost() {
    JobLedger ledger = new JobLedger(store);
    Job opened = ledger.open(newJob()).job();
    inParallel(8, i -> ledger.update(opened, job -> Optional.of(job.checked(false))));
    assertEquals(1 + 8, store.find(opened.jobName()).orElseThrow().counters().check());
  }

  @Test
  void of_many_inserts_of_a_job_exactly_one_wins() {
    Job job = newJob();
    List<Optional<Job>> results = inParallel(12, i -> store.insert(job));
    assertEquals(1, results.stream().filter(Optional::isPresent).count());
  }

  @Test
  void a_writer_whose_answer_was_lost_still_learns_that_it_won() {
    TableJobStore repeating =
        new TableJobStore(
            new StorageTables(
                new TableServiceClientBuilder()
                    .connectionString(SECRET.value())
                    .addPolicy(new SendsEveryWriteTwice())
                    .buildClient()));
    store.insert(newJob()).orElseThrow();
    Job inserted = repeating.insert(newJob()).orElseThrow();
    Job finished = repeating.replace(inserted.finished(NOW)).orElseThrow();
    assertEquals(Optional.of(finished), store.find(inserted.jobName()));
  }

  @Test
  void a_job_that_was_never_read_cannot_be_replaced() {
    Job job = newJob();
    assertThrows(IllegalArgumentException.class, () -> store.replace(job));
  }

  @Test
  void a_stored_row_is_returned_as_every_later_reader_sees_it() {
    Job inserted = store.insert(newJob()).orElseThrow();
    Job failed =
        store
            .replace(inserted.failed("Code", "x".repeat(100_000), NOW.plusNanos(123_456_789)))
            .orElseThrow();
    assertEquals(Optional.of(failed), store.find(inserted.jobName()));
    assertEquals(NOW.plusNanos(123_456_000), failed.decision().map(Decision::at).orElseThrow());
  }

  @Test
  void an_output_asset_belongs_to_the_first_job_that_reserves_it() {
    String asset = "Asset-" + UUID.randomUUID();
    List<String> owners = inParallel(8, i -> store.reserveOutputAsset(asset, "Job-" + i));
    assertEquals(1, owners.stream().distinct().count());
    assertEquals(owners.get(0), store.reserveOutputAsset(asset.toUpperCase(), "another"));
    assertEquals(Optional.of(owners.get(0)), store.findOutputAssetOwner(asset.toUpperCase()));
  }

  @Test
  void an_asset_that_nobody_has_reserved_has_no_owner_even_without_a_table() {
    assertEquals(Optional.empty(), store.findOutputAssetOwner("nobody's " + UUID.randomUUID()));
    TableJobStore fresh = new TableJobStore(Azurites.newTables());
    assertEquals(Optional.empty(), fresh.findOutputAssetOwner("output"));
  }

  @Test
  void a_reserved_asset_and_a_job_of_the_same_name_do_not_meet() {
    String name = "name-" + UUID.randomUUID();
    store.reserveOutputAsset(name, "some job");
    assertEquals(Optional.empty(), store.find(name));
    assertTrue(store.insert(TestJobs.job(name)).isPresent());
  }

  private static Job newJob() {
    return TestJobs.job("job-" + UUID.randomUUID());
  }

  private interface Task<T> {
    T run(int number);
  }

  private static <T> List<T> inParallel(int tasks, Task<T> task) {
    ExecutorService executor = Executors.newFixedThreadPool(tasks);
    try {
      List<Supplier<T>> started =
          IntStream.range(0, tasks)
              .mapToObj(i -> CompletableFuture.supplyAsync(() -> task.run(i), executor))
              .<Supplier<T>>map(f -> f::join)
              .toList();
      return started.stream().map(Supplier::get).toList();
    } finally {
      executor.shutdown();
    }
  }

  /** What a client does when the first answer is lost. */
  private static final class SendsEveryWriteTwice implements HttpPipelinePolicy {
    @Override
    public HttpResponse processSync(
        HttpPipelineCallContext context, HttpPipelineNextSyncPolicy next) {
      if (!context.getHttpRequest().getHttpMethod().name().equals("GET")) {
        next.clone().processSync();
      }
      return next.processSync();
    }

    @Override
    public Mono<HttpResponse> process(
        HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
      throw new UnsupportedOperationException("The store is synchronous");
    }
  }
}
