package highavailability.testing;

import highavailability.jobs.Job;
import highavailability.jobs.JobStore;
import highavailability.jobs.Names;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Rows in memory, with versions as the real store has them. */
public final class FakeJobStore implements JobStore {
  private final Map<String, Job> rows = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final Map<String, String> assets = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private int version;
  private Runnable beforeReplace = () -> {};

  /** Runs once, just before the next replace: what somebody else does in that moment. */
  public synchronized void beforeNextReplace(Runnable action) {
    beforeReplace = action;
  }

  @Override
  public synchronized Optional<Job> find(String jobName) {
    return Optional.ofNullable(rows.get(jobName));
  }

  @Override
  public synchronized Optional<Job> insert(Job job) {
    if (rows.containsKey(job.jobName())) {
      return Optional.empty();
    }
    return Optional.of(put(job));
  }

  @Override
  public synchronized Optional<Job> replace(Job job) {
    Runnable action = beforeReplace;
    beforeReplace = () -> {};
    action.run();
    Job there = rows.get(job.jobName());
    return there == null || !there.etag().equals(job.etag())
        ? Optional.empty()
        : Optional.of(put(job));
  }

  @Override
  public synchronized String reserveOutputAsset(String assetName, String jobName) {
    return assets.computeIfAbsent(Names.canonical(assetName), a -> jobName);
  }

  @Override
  public synchronized Optional<String> findOutputAssetOwner(String assetName) {
    return Optional.ofNullable(assets.get(assetName));
  }

  private Job put(Job job) {
    Job stored = job.withEtag("v" + ++version);
    rows.put(job.jobName(), stored);
    return stored;
  }
}
