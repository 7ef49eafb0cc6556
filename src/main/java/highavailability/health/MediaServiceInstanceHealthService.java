package highavailability.health;

import highavailability.jobs.JobLedger;
import highavailability.jobs.JobOutputStatus;
import highavailability.jobs.JobOutputStatusStore;
import highavailability.jobs.JobVerificationRequest;
import highavailability.jobs.Json;
import highavailability.jobs.MessageQueues;
import highavailability.jobs.QueueNames;
import highavailability.jobs.SideBySide;
import highavailability.mediaservices.MediaServiceCallException;
import highavailability.mediaservices.MediaServiceCallHistory;
import highavailability.mediaservices.MediaServiceCallHistoryStore;
import highavailability.mediaservices.MediaServiceInstance;
import highavailability.mediaservices.MediaServiceInstances;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rates every instance by the jobs that were submitted to it and by the calls that were made to it
 * (004_769afd586cfce8b9.txt, "Instance health module details"), watches those in trouble for their
 * recovery (000_1c8408daee2956d4.txt, "Monitoring"), and has the jobs of a failing one verified at
 * once.
 */
public final class MediaServiceInstanceHealthService {
  /** What operators can set an alert on; part of the contract. */
  public static final String NO_USABLE_INSTANCE =
      "No Media Services instance is healthy or degraded: new jobs wait until one is";

  private static final Logger log =
      LoggerFactory.getLogger(MediaServiceInstanceHealthService.class);

  private final MediaServiceInstances instances;
  private final JobOutputStatusStore statuses;
  private final MediaServiceCallHistory recentCalls;
  private final MediaServiceCallHistoryStore calls;
  private final MediaServiceInstanceHealthStore records;
  private final JobLedger ledger;
  private final MessageQueues queues;
  private final HealthSettings settings;
  private final SideBySide sideBySide;
  private final Clock clock;

  /** Works on the given records. */
  public MediaServiceInstanceHealthService(
      MediaServiceInstances instances,
      JobOutputStatusStore statuses,
      MediaServiceCallHistory recentCalls,
      MediaServiceCallHistoryStore calls,
      MediaServiceInstanceHealthStore records,
      JobLedger ledger,
      MessageQueues queues,
      HealthSettings settings,
      SideBySide sideBySide,
      Clock clock) {
    this.instances = instances;
    this.statuses = statuses;
    this.recentCalls = recentCalls;
    this.calls = calls;
    this.records = records;
    this.ledger = ledger;
    this.queues = queues;
    this.settings = settings;
    this.sideBySide = sideBySide;
    this.clock = clock;
  }

  /**
   * Evaluates every instance of the configuration, side by side, and records the results. When none
   * is left for new jobs, logs {@link #NO_USABLE_INSTANCE} as an error.
   */
  public void reEvaluateMediaServicesHealth() {
    Map<String, MediaServiceInstanceHealth> known =
        records.list().stream()
            .collect(
                Collectors.toMap(
                    MediaServiceInstanceHealth::accountName, Function.identity(), (a, b) -> a));
    sideBySide.forEach(
        instances.accountNames(),
        account ->
            reEvaluate(
                instances.get(account),
                known.getOrDefault(account, MediaServiceInstanceHealth.unknown(account))));
    boolean usable =
        records.list().stream()
            .filter(r -> instances.accountNames().contains(r.accountName()))
            .anyMatch(r -> r.enabled() && r.state() != HealthState.UNHEALTHY);
    if (!usable) {
      log.error(NO_USABLE_INSTANCE);
    }
  }

  private void reEvaluate(MediaServiceInstance instance, MediaServiceInstanceHealth before) {
    String account = instance.accountName();
    Optional<Duration> silence = instance.notAnsweringFor();
    if (before.state() != HealthState.HEALTHY || silence.isPresent()) {
      probe(instance);
    }
    Instant now = clock.instant();
    Rating rating = rate(account, now);
    records.mergeEvaluation(
        new MediaServiceInstanceHealth(
            account,
            rating.state(),
            before.enabled(),
            Optional.of(now),
            rating.jobRate(),
            rating.callRate(),
            rating.reason()));
    log.atInfo()
        .addKeyValue("mediaServiceAccountName", account)
        .addKeyValue("healthState", rating.state())
        .log(
            "MediaServiceInstanceHealthService::reEvaluateMediaServicesHealth {}", rating.reason());
    if (rating.state() == HealthState.UNHEALTHY || silence.isPresent()) {
      verifyUndecidedAttempts(account, now);
    }
  }

  /** The probe's own call is the signal: it stands in the call history, answered or not. */
  private void probe(MediaServiceInstance instance) {
    try {
      instance.probe();
    } catch (MediaServiceCallException e) {
      log.atInfo()
          .addKeyValue("mediaServiceAccountName", instance.accountName())
          .log("The instance was probed and is not back: {}", e.getMessage());
    }
  }

  private Rating rate(String account, Instant now) {
    recentCalls.flush();
    List<Signal> jobSignals =
        statuses.list(account, now.minus(settings.jobWindow()), now).stream()
            .map(s -> Signal.of(s, settings.stuck(), now))
            .flatMap(Optional::stream)
            .toList();
    List<Signal> callSignals =
        calls.list(account, now.minus(settings.callWindow()), now).stream()
            .map(Signal::of)
            .toList();
    return Rating.of(jobSignals, callSignals, settings)
        .orRecovered(jobSignals, callSignals, now.minus(settings.recoveryPeriod()), settings);
  }

  /**
   * Done at each evaluation while the instance is in trouble: attempts that are moved away drop out
   * by themselves.
   */
  private void verifyUndecidedAttempts(String account, Instant now) {
    for (JobOutputStatus status : statuses.list(account, now.minus(settings.jobWindow()), now)) {
      ledger
          .find(status.key().jobName())
          .filter(job -> job.isOpenAt(status.key().attempt(), account))
          .ifPresent(
              job ->
                  queues.send(
                      QueueNames.JOB_VERIFICATION_REQUESTS,
                      Json.write(
                          new JobVerificationRequest(
                              job.jobName(),
                              job.current().number(),
                              job.counters().check(),
                              account)),
                      Duration.ZERO));
    }
  }
}
