package highavailability.emulator;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/** The account's jobs. Each change is atomic and happens only from the states it is meant for. */
final class JobStore {

  private final Map<Key, Job> jobs = new ConcurrentHashMap<>();

  boolean insert(Job job) {
    return jobs.putIfAbsent(Key.of(job), job) == null;
  }

  Optional<Job> find(String transformName, String jobName) {
    return Optional.ofNullable(jobs.get(Key.of(transformName, jobName)));
  }

  List<Job> ofTransform(String transformName) {
    return jobs.values().stream()
        .filter(job -> job.transformName().equalsIgnoreCase(transformName))
        .toList();
  }

  Optional<Job> remove(String transformName, String jobName) {
    return Optional.ofNullable(jobs.remove(Key.of(transformName, jobName)));
  }

  void removeOfTransform(String transformName) {
    jobs.values().removeIf(job -> job.transformName().equalsIgnoreCase(transformName));
  }

  boolean isIn(Job job, JobState state) {
    Job now = jobs.get(Key.of(job));
    return now != null && now.run().equals(job.run()) && now.state() == state;
  }

  /** Changes this very job if it is in one of the states; empty when it is not, or is gone. */
  Optional<Change> change(Job job, Set<JobState> from, UnaryOperator<Job> change) {
    AtomicReference<Change> done = new AtomicReference<>();
    jobs.computeIfPresent(
        Key.of(job),
        (key, now) -> {
          if (!now.run().equals(job.run()) || !from.contains(now.state())) {
            return now;
          }
          Job after = change.apply(now);
          done.set(new Change(now, after));
          return after;
        });
    return Optional.ofNullable(done.get());
  }

  record Change(Job before, Job after) {}

  private record Key(String transformName, String jobName) {

    static Key of(Job job) {
      return of(job.transformName(), job.name());
    }

    static Key of(String transformName, String jobName) {
      return new Key(ResourceName.key(transformName), ResourceName.key(jobName));
    }
  }
}
