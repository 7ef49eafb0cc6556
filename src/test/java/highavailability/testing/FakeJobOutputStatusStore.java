package highavailability.testing;

import highavailability.jobs.AttemptKey;
import highavailability.jobs.JobOutputStatus;
import highavailability.jobs.JobOutputStatusStore;
import highavailability.jobs.JobOutputStatusUpdate;
import highavailability.jobs.JobState;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Status rows in memory. */
public final class FakeJobOutputStatusStore implements JobOutputStatusStore {
  private final Map<AttemptKey, JobOutputStatus> rows = new LinkedHashMap<>();
  private final Clock clock;

  /** Stamps writes with the given clock. */
  public FakeJobOutputStatusStore(Clock clock) {
    this.clock = clock;
  }

  @Override
  public synchronized void recordSubmission(JobOutputStatus submitted) {
    rows.putIfAbsent(submitted.key(), submitted);
  }

  @Override
  public synchronized boolean merge(JobOutputStatusUpdate update) {
    return rows.computeIfPresent(update.key(), (k, row) -> merged(row, update)) != null;
  }

  private JobOutputStatus merged(JobOutputStatus row, JobOutputStatusUpdate update) {
    Map<JobState, Instant> times = new EnumMap<>(JobState.class);
    times.putAll(row.stateTimes());
    times.put(update.state(), update.time());
    return new JobOutputStatus(
        row.key(),
        row.transformName(),
        row.serviceJobName(),
        row.outputAssetName(),
        row.submittedAt(),
        times,
        update.progress().or(row::progress),
        update.error().or(row::error),
        clock.instant());
  }

  @Override
  public synchronized void withdraw(AttemptKey key) {
    rows.remove(key);
  }

  @Override
  public synchronized Optional<JobOutputStatus> find(AttemptKey key) {
    return Optional.ofNullable(rows.get(key));
  }

  @Override
  public synchronized List<JobOutputStatus> list(String account, Instant from, Instant to) {
    return rows.values().stream()
        .filter(r -> r.key().account().equals(account))
        .filter(r -> !r.submittedAt().isBefore(from) && !r.submittedAt().isAfter(to))
        .sorted(Comparator.comparing(JobOutputStatus::submittedAt))
        .toList();
  }

  /** All rows, in the order in which they were added. */
  public synchronized List<JobOutputStatus> all() {
    return List.copyOf(rows.values());
  }
}
