package highavailability.verification;

import highavailability.jobs.Attempt;
import highavailability.jobs.Decision;
import highavailability.jobs.FollowUps;
import highavailability.jobs.Job;
import highavailability.jobs.JobLedger;
import highavailability.jobs.JobOutputStatusStore;
import highavailability.jobs.JobOutputStatusUpdate;
import highavailability.jobs.JobState;
import highavailability.mediaservices.MediaServiceCallException;
import highavailability.mediaservices.MediaServiceInstance;
import highavailability.mediaservices.MediaServiceInstances;
import highavailability.mediaservices.UnknownInstanceException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes what attempts leave at their instances: the job of a decided one, the job and the asset
 * of a superseded one. An instance that does not answer is asked again with a growing delay, until
 * it does or leaves the configuration.
 */
final class Leftovers {
  private static final Logger log = LoggerFactory.getLogger(Leftovers.class);

  private final JobLedger ledger;
  private final JobOutputStatusStore statuses;
  private final MediaServiceInstances instances;
  private final Verifications verifications;
  private final Clock clock;

  Leftovers(
      JobLedger ledger,
      JobOutputStatusStore statuses,
      MediaServiceInstances instances,
      Verifications verifications,
      Clock clock) {
    this.ledger = ledger;
    this.statuses = statuses;
    this.instances = instances;
    this.verifications = verifications;
    this.clock = clock;
  }

  /**
   * Deletes the job of a finished attempt, or stops that of a failed one, which stays for
   * inspection. Done once.
   */
  void removeDecided(Job job, Decision decision) {
    Attempt attempt = job.current();
    if (attempt.account().isEmpty() || job.followUps().cleanedUpAt().isPresent()) {
      return;
    }
    String serviceJobName = attempt.serviceJobName(job.jobName());
    boolean done =
        at(
            job,
            attempt,
            decision.at(),
            instance -> {
              if (decision instanceof Decision.Finished) {
                instance.deleteJob(job.transformName(), serviceJobName);
              } else {
                instance.cancelJob(job.transformName(), serviceJobName);
              }
            });
    if (done) {
      ledger.update(
          job,
          j ->
              j.decision().filter(decision::equals).isPresent()
                  ? Optional.of(j.withFollowUps(cleanedUp(j.followUps())))
                  : Optional.empty());
    }
  }

  private FollowUps cleanedUp(FollowUps followUps) {
    return followUps.withCleanedUpAt(clock.instant());
  }

  /**
   * Stops and deletes the job of a superseded attempt, and deletes its asset. Can be done again at
   * any time.
   */
  void removeSuperseded(Job job, Attempt attempt) {
    if (attempt.account().isEmpty()) {
      return;
    }
    String serviceJobName = attempt.serviceJobName(job.jobName());
    String assetName = attempt.assetName(job.outputAssetName());
    boolean done =
        at(
            job,
            attempt,
            attempt.submittedAt(),
            instance -> {
              instance.cancelJob(job.transformName(), serviceJobName);
              instance.deleteJob(job.transformName(), serviceJobName);
              // An asset of that name which this app did not make has another alternate id, or
              // none.
              instance
                  .findAsset(assetName)
                  .filter(asset -> asset.isOf(job.outputAssetName()))
                  .ifPresent(asset -> instance.deleteAsset(assetName));
            });
    if (done) {
      // An attempt that is gone says nothing of its instance any more, and is not asked about.
      attempt
          .key(job.jobName())
          .ifPresent(
              key ->
                  statuses.merge(
                      new JobOutputStatusUpdate(
                          key,
                          JobState.CANCELED,
                          clock.instant(),
                          Optional.empty(),
                          Optional.empty())));
    }
  }

  private boolean at(
      Job job, Attempt attempt, Instant since, Consumer<MediaServiceInstance> removal) {
    String account = attempt.account().orElseThrow();
    try {
      removal.accept(instances.get(account));
      log.atInfo()
          .addKeyValue("jobName", job.jobName())
          .addKeyValue("attempt", attempt.number())
          .addKeyValue("mediaServiceAccountName", account)
          .log("JobVerificationService::verifyJob removed what the attempt left at its instance");
      return true;
    } catch (UnknownInstanceException e) {
      return true;
    } catch (MediaServiceCallException e) {
      verifications.sendCleanUp(
          job, attempt.number(), account, Verifications.growing(since, clock.instant()));
      log.atInfo()
          .addKeyValue("jobName", job.jobName())
          .addKeyValue("attempt", attempt.number())
          .addKeyValue("mediaServiceAccountName", account)
          .log(
              "What the attempt left cannot be removed now and is removed later. {}",
              e.getMessage());
      return false;
    }
  }
}
