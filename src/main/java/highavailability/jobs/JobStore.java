package highavailability.jobs;

import java.util.Optional;

/**
 * Keeps the ledger: one row for each job, changed only by insert or under its version. Job names
 * are compared without case.
 */
public interface JobStore {
  /** The job's row, with its version. */
  Optional<Job> find(String jobName);

  /**
   * Adds a job.
   *
   * @return the row with its version, or empty when there is a row of that job already
   */
  Optional<Job> insert(Job job);

  /**
   * Replaces a row that was read before.
   *
   * @return the row with its new version, or empty when somebody else changed it since
   */
  Optional<Job> replace(Job job);

  /**
   * Reserves an output asset's name for a job, for good.
   *
   * @return the job that owns the name: the given one, or the one that reserved it first
   */
  String reserveOutputAsset(String assetName, String jobName);

  /** The job that has reserved an output asset's name. */
  Optional<String> findOutputAssetOwner(String assetName);
}
