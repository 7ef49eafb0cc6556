package highavailability.health;

import highavailability.jobs.JobOutputStatusStore;
import highavailability.mediaservices.MediaServiceCall;
import highavailability.mediaservices.MediaServiceCallHistoryStore;
import highavailability.mediaservices.MediaServiceInstances;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rates every instance by the jobs that were submitted to it and by the calls that were made to it;
 * the lower rate counts (004_769afd586cfce8b9.txt, "Instance health module details").
 */
public final class MediaServiceInstanceHealthService {
  private static final Logger log =
      LoggerFactory.getLogger(MediaServiceInstanceHealthService.class);

  private final MediaServiceInstances instances;
  private final JobOutputStatusStore statuses;
  private final MediaServiceCallHistoryStore calls;
  private final MediaServiceInstanceHealthStore records;
  private final HealthSettings settings;
  private final JobOutcomeRule jobRule;
  private final Clock clock;

  /** Works on the given records. */
  public MediaServiceInstanceHealthService(
      MediaServiceInstances instances,
      JobOutputStatusStore statuses,
      MediaServiceCallHistoryStore calls,
      MediaServiceInstanceHealthStore records,
      HealthSettings settings,
      Clock clock) {
    this.instances = instances;
    this.statuses = statuses;
    this.calls = calls;
    this.records = records;
    this.settings = settings;
    this.jobRule = new JobOutcomeRule(settings);
    this.clock = clock;
  }

  /** Evaluates every instance of the configuration and records the results. */
  public void reEvaluateMediaServicesHealth() {
    for (String account : instances.accountNames()) {
      MediaServiceInstanceHealth health = evaluate(account, clock.instant());
      records.mergeEvaluation(health);
      log.atInfo()
          .addKeyValue("mediaServiceAccountName", account)
          .addKeyValue("healthState", health.state())
          .log(
              "MediaServiceInstanceHealthService::reEvaluateMediaServicesHealth {}",
              health.reason());
    }
  }

  private MediaServiceInstanceHealth evaluate(String account, Instant now) {
    SuccessRate jobs =
        SuccessRate.of(
            statuses.list(account, now.minus(settings.jobWindow()), now).stream()
                .map(s -> jobRule.speaksForInstance(s, now))
                .flatMap(Optional::stream));
    SuccessRate called =
        SuccessRate.of(
            calls.list(account, now.minus(settings.callWindow()), now).stream()
                .map(MediaServiceCall::succeeded));
    OptionalDouble jobRate = jobs.withAtLeast(settings.minimumSamples());
    OptionalDouble callRate = called.withAtLeast(settings.minimumSamples());
    OptionalDouble lower = DoubleStream.concat(jobRate.stream(), callRate.stream()).min();
    HealthState state = stateFor(lower);
    return new MediaServiceInstanceHealth(
        account,
        state,
        true,
        Optional.of(now),
        jobRate,
        callRate,
        jobs + " jobs and " + called + " calls succeeded");
  }

  private HealthState stateFor(OptionalDouble lowerRate) {
    if (lowerRate.isEmpty() || lowerRate.getAsDouble() >= settings.healthyRate()) {
      return HealthState.HEALTHY;
    }
    return lowerRate.getAsDouble() <= settings.unhealthyRate()
        ? HealthState.UNHEALTHY
        : HealthState.DEGRADED;
  }
}
