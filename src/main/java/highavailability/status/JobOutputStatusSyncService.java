package highavailability.status;

import highavailability.jobs.JobOutputStatus;
import highavailability.jobs.JobOutputStatusStore;
import highavailability.jobs.JobOutputStatusUpdate;
import highavailability.mediaservices.MediaServiceCallException;
import highavailability.mediaservices.MediaServiceInstance;
import highavailability.mediaservices.MediaServiceInstance.MediaServiceJob;
import highavailability.mediaservices.MediaServiceInstances;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the instances about jobs whose events are late or lost (004_769afd586cfce8b9.txt, "Job
 * Output Status Re-sync"): unfinished, and without news for some time.
 */
public final class JobOutputStatusSyncService {
  private static final Logger log = LoggerFactory.getLogger(JobOutputStatusSyncService.class);

  private final MediaServiceInstances instances;
  private final JobOutputStatusStore statuses;
  private final JobOutputStatusService news;
  private final SyncSettings settings;
  private final Clock clock;

  /** Asks the given instances and passes what they tell to the given service. */
  public JobOutputStatusSyncService(
      MediaServiceInstances instances,
      JobOutputStatusStore statuses,
      JobOutputStatusService news,
      SyncSettings settings,
      Clock clock) {
    this.instances = instances;
    this.statuses = statuses;
    this.news = news;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Refreshes every stale row; an instance that does not answer is left for the next time and does
   * not stop the others.
   */
  public void syncJobOutputStatus() {
    for (String account : instances.accountNames()) {
      try {
        sync(instances.get(account));
      } catch (MediaServiceCallException e) {
        log.atWarn()
            .addKeyValue("mediaServiceAccountName", account)
            .log("The re-sync of this instance waits for its next turn. {}", e.getMessage());
      }
    }
  }

  private void sync(MediaServiceInstance instance) {
    Instant now = clock.instant();
    List<JobOutputStatus> stale =
        statuses.list(instance.accountName(), now.minus(settings.window()), now).stream()
            .filter(s -> !s.state().isFinal())
            .filter(s -> s.lastUpdated().isBefore(now.minus(settings.silence())))
            .toList();
    for (JobOutputStatus status : stale) {
      Optional<MediaServiceJob> job =
          instance.findJob(status.transformName(), status.serviceJobName());
      job.ifPresent(j -> news.process(updateFrom(status, j)));
    }
    log.atInfo()
        .addKeyValue("mediaServiceAccountName", instance.accountName())
        .addKeyValue("jobs", stale.size())
        .log("JobOutputStatusSyncService::syncJobOutputStatus refreshed stale rows");
  }

  private static JobOutputStatusUpdate updateFrom(JobOutputStatus status, MediaServiceJob job) {
    return new JobOutputStatusUpdate(
        status.key(), job.state(), job.stateChangedAt(), job.progress(), job.error());
  }
}
