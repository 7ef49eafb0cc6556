package highavailability.jobs;

import java.util.Optional;
import java.util.function.Function;

/**
 * Changes a job's row so that every decision is taken once: a change is computed from the row as it
 * is, and written only if the row is still that. Whoever loses a race computes again from what the
 * winner wrote.
 */
public final class JobLedger {
  /** Far more than the writers that one job can have at a time. */
  private static final int MAX_TRIES = 50;

  private final JobStore store;

  /** Works on the given rows. */
  public JobLedger(JobStore store) {
    this.store = store;
  }

  /**
   * A change that was asked for.
   *
   * @param job the row as it is now
   * @param made whether this caller changed it
   */
  public record Change(Job job, boolean made) {}

  /** The job's row. */
  public Optional<Job> find(String jobName) {
    return store.find(jobName);
  }

  /**
   * Adds the job, or finds the row that is there.
   *
   * @return the row, and whether it is new
   */
  public Change open(Job job) {
    Optional<Job> inserted = store.insert(job);
    return inserted.map(row -> new Change(row, true)).orElseGet(() -> new Change(read(job), false));
  }

  /**
   * Changes a row by a rule.
   *
   * @param known the row as last read; read again only when it has changed since
   * @param rule gives the next row, or empty when nothing is to be changed
   */
  public Change update(Job known, Function<Job, Optional<Job>> rule) {
    Job row = known;
    for (int i = 0; i < MAX_TRIES; i++) {
      Optional<Job> next = rule.apply(row);
      if (next.isEmpty()) {
        return new Change(row, false);
      }
      Optional<Job> written = store.replace(next.get());
      if (written.isPresent()) {
        return new Change(written.get(), true);
      }
      row = read(known);
    }
    throw new IllegalStateException(
        "Job " + known.jobName() + " was changed by others " + MAX_TRIES + " times in a row");
  }

  /** Reserves the asset's name for the job; gives the job that owns it. */
  public String reserveOutputAsset(String assetName, String jobName) {
    return store.reserveOutputAsset(assetName, jobName);
  }

  private Job read(Job job) {
    return store
        .find(job.jobName())
        .orElseThrow(
            () -> new IllegalStateException("The row of job " + job.jobName() + " has vanished"));
  }
}
