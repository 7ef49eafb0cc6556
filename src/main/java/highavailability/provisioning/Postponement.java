package highavailability.provisioning;

import highavailability.jobs.Job;
import highavailability.jobs.Json;
import highavailability.jobs.MessageQueues;
import highavailability.jobs.ProvisioningRequest;
import highavailability.jobs.QueueNames;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends a provisioning request again, the later the longer its job has been finished. */
final class Postponement {
  private static final Logger log = LoggerFactory.getLogger(ProvisioningOrchestrator.class);

  private static final Duration SHORTEST = Duration.ofSeconds(30);
  private static final Duration LONGEST = Duration.ofHours(1);

  private final MessageQueues queues;
  private final Clock clock;

  Postponement(MessageQueues queues, Clock clock) {
    this.queues = queues;
    this.clock = clock;
  }

  /** How long the job has been finished. */
  Duration waited(Job job) {
    return Duration.between(job.decision().orElseThrow().at(), clock.instant());
  }

  /** Because something goes on by itself. */
  void soon(Job job, ProvisioningRequest request, String why) {
    send(request, SHORTEST);
    ProvisioningOrchestrator.line(log.atInfo(), job)
        .addKeyValue("delay", SHORTEST)
        .log("Provisioning goes on later: {}", why);
  }

  /** Because something does not work now. */
  void later(Job job, ProvisioningRequest request, String why) {
    Duration half = waited(job).dividedBy(2);
    Duration atLeast = half.compareTo(SHORTEST) < 0 ? SHORTEST : half;
    Duration delay = atLeast.compareTo(LONGEST) > 0 ? LONGEST : atLeast;
    send(request, delay);
    ProvisioningOrchestrator.line(log.atWarn(), job)
        .addKeyValue("delay", delay)
        .log("Provisioning is tried again later: {}", why);
  }

  private void send(ProvisioningRequest request, Duration delay) {
    queues.send(QueueNames.PROVISIONING_REQUESTS, Json.write(request), delay);
  }
}
