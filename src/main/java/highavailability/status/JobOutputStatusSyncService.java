package highavailability.status;

import highavailability.jobs.JobOutputStatus;
import highavailability.jobs.JobOutputStatusStore;
import highavailability.jobs.JobOutputStatusUpdate;
import highavailability.jobs.SideBySide;
import highavailability.mediaservices.MediaServiceInstance;
import highavailability.mediaservices.MediaServiceInstance.MediaServiceJob;
import highavailability.mediaservices.MediaServiceInstances;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the instances about jobs whose events are late or lost (004_769afd586cfce8b9.txt, "Job
 * Output Status Re-sync"): unfinished, and without news for some time. Transform by transform it
 * takes what makes fewer calls: one for each job, or a list from the oldest on.
 */
public final class JobOutputStatusSyncService {
  /** Jobs that a page of a list is expected to hold; the service promises no number. */
  static final int JOBS_PER_PAGE = 100;

  /** For clocks of the instance and of the app that differ. */
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

  private static final Logger log = LoggerFactory.getLogger(JobOutputStatusSyncService.class);

  private final MediaServiceInstances instances;
  private final JobOutputStatusStore statuses;
  private final JobOutputStatusService news;
  private final SyncSettings settings;
  private final SideBySide sideBySide;
  private final Clock clock;

  /** Asks the given instances and passes what they tell to the given service. */
  public JobOutputStatusSyncService(
      MediaServiceInstances instances,
      JobOutputStatusStore statuses,
      JobOutputStatusService news,
      SyncSettings settings,
      SideBySide sideBySide,
      Clock clock) {
    this.instances = instances;
    this.statuses = statuses;
    this.news = news;
    this.settings = settings;
    this.sideBySide = sideBySide;
    this.clock = clock;
  }

  /**
   * Refreshes every stale row; an instance that does not answer is left for the next time, and
   * neither delays nor stops the others.
   */
  public void syncJobOutputStatus() {
    sideBySide
        .failures(instances.accountNames(), account -> sync(instances.get(account)))
        .forEach(
            (account, failure) ->
                log.atWarn()
                    .addKeyValue("mediaServiceAccountName", account)
                    .log(
                        "The re-sync of this instance waits for its next turn: {}",
                        failure.toString()));
  }

  private void sync(MediaServiceInstance instance) {
    Instant now = clock.instant();
    List<JobOutputStatus> rows =
        statuses.list(instance.accountName(), now.minus(settings.window()), now);
    Map<String, List<JobOutputStatus>> stale =
        rows.stream()
            .filter(s -> !s.state().isFinal())
            .filter(s -> s.lastUpdated().isBefore(now.minus(settings.silence())))
            .collect(
                Collectors.groupingBy(
                    JobOutputStatus::transformName, TreeMap::new, Collectors.toList()));
    stale.forEach((transform, silent) -> refresh(instance, transform, silent, rows));
    log.atInfo()
        .addKeyValue("mediaServiceAccountName", instance.accountName())
        .addKeyValue("jobs", stale.values().stream().mapToInt(List::size).sum())
        .log("JobOutputStatusSyncService::syncJobOutputStatus refreshed stale rows");
  }

  private void refresh(
      MediaServiceInstance instance,
      String transform,
      List<JobOutputStatus> silent,
      List<JobOutputStatus> rows) {
    Instant oldest =
        silent.stream().map(JobOutputStatus::submittedAt).min(Instant::compareTo).orElseThrow();
    long listed =
        rows.stream()
            .filter(r -> r.transformName().equals(transform) && !r.submittedAt().isBefore(oldest))
            .count();
    long pages = (listed + JOBS_PER_PAGE - 1) / JOBS_PER_PAGE;
    Function<JobOutputStatus, Optional<MediaServiceJob>> find =
        silent.size() <= pages
            ? s -> instance.findJob(transform, s.serviceJobName())
            : inList(instance.listJobs(transform, oldest.minus(CLOCK_SKEW)));
    for (JobOutputStatus status : silent) {
      find.apply(status)
          .ifPresentOrElse(
              job -> news.process(updateFrom(status, job)), () -> news.processLost(status.key()));
    }
  }

  private static Function<JobOutputStatus, Optional<MediaServiceJob>> inList(
      List<MediaServiceJob> jobs) {
    Map<String, MediaServiceJob> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    jobs.forEach(job -> byName.put(job.name(), job));
    return status -> Optional.ofNullable(byName.get(status.serviceJobName()));
  }

  private static JobOutputStatusUpdate updateFrom(JobOutputStatus status, MediaServiceJob job) {
    return new JobOutputStatusUpdate(
        status.key(), job.state(), job.stateChangedAt(), job.progress(), job.error());
  }
}
