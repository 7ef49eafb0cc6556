package highavailability.jobs;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps one {@link JobOutputStatus} for each attempt. */
public interface JobOutputStatusStore {
  /**
   * Writes what is known at submission; a repeat changes nothing of what news have brought since.
   */
  void recordSubmission(JobOutputStatus submitted);

  /**
   * Merges news with one write and no read.
   *
   * @return false when there is no row of that attempt: it was never submitted, or has been
   *     withdrawn
   */
  boolean merge(JobOutputStatusUpdate update);

  /**
   * Removes the row of an attempt that its instance certainly did not take; no error when there is
   * none.
   */
  void withdraw(AttemptKey key);

  /** The row of an attempt. */
  Optional<JobOutputStatus> find(AttemptKey key);

  /**
   * All attempts that were submitted to an instance in a time window, both ends included, the
   * oldest first.
   */
  List<JobOutputStatus> list(String account, Instant from, Instant to);
}
