package highavailability.deployment;

import highavailability.jobs.JobError;
import highavailability.jobs.JobState;
import highavailability.jobs.JobVerificationRequest;
import highavailability.jobs.PoisonMessages;
import highavailability.jobs.ProvisioningRequest;
import highavailability.jobs.QueueLengthReport;
import highavailability.jobs.QueueNames;
import highavailability.mediaservices.MediaServiceCallException.Outcome;
import highavailability.provisioning.ClearStreamingProvisioningService;
import highavailability.provisioning.OutputEncryptionStreamingProvisioningService;
import highavailability.provisioning.ProvisioningOrchestrator;
import highavailability.provisioning.ProvisioningSettings;
import highavailability.testing.FakeOperatorQueues;
import highavailability.testing.FakePoisonMessageStore;
import highavailability.testing.TestCluster;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** What the app logs when all that operators watch for happens once. */
final class LoggedLines {
  /** How long the first job takes from its request until it is playable. */
  static final Duration TIME_TO_PLAYABLE = Duration.ofMinutes(7);

  /** Why the second job failed. */
  static final String FAILURE = "no video";

  /** The one queue that is not empty; it has one message. */
  static final String FILLED_QUEUE = "provisioning-requests-poison";

  private final TestCluster cluster = new TestCluster();

  private LoggedLines() {}

  static List<String> ofEverything() throws IOException {
    try (DeployedLog log = DeployedLog.open()) {
      LoggedLines app = new LoggedLines();
      app.becomesPlayable();
      app.failsForGood();
      app.isNotTaken();
      app.isPerhapsTaken();
      app.isResubmitted();
      app.isMovedToItsPoisonQueue();
      app.queuesAreCounted();
      app.instancesAreRated();
      return log.lines();
    }
  }

  private void becomesPlayable() {
    cluster.submit(1);
    cluster.status.process(cluster.news(1, JobState.FINISHED));
    cluster.clock.advance(TIME_TO_PLAYABLE);
    new ProvisioningOrchestrator(
            cluster.ledger,
            cluster.decider,
            cluster.instances,
            List.of(
                new ClearStreamingProvisioningService(),
                new OutputEncryptionStreamingProvisioningService("policy")),
            new ProvisioningSettings("ha.azurefd.net"),
            cluster.queues,
            cluster.sideBySide,
            cluster.clock)
        .provision(
            cluster.queues.on(QueueNames.PROVISIONING_REQUESTS, ProvisioningRequest.class).get(0));
  }

  private void failsForGood() {
    cluster.decider.fail(cluster.submit(2), 1, "ContentMalformed", FAILURE);
  }

  private void isNotTaken() {
    allFail("createOrUpdateAsset", Outcome.UNAVAILABLE, 503);
    cluster.submit(3);
    recovered();
  }

  private void isPerhapsTaken() {
    allFail("createJob", Outcome.UNKNOWN, 0);
    cluster.submit(4);
    recovered();
  }

  private void isResubmitted() {
    cluster.submit(5);
    cluster
        .instanceOf(5)
        .setState(
            "jobName-5",
            JobState.ERROR,
            new JobError("ServiceError", "Service", "the encoder broke", true));
    cluster.verification.verifyJob(
        new JobVerificationRequest(
            "jobName-5",
            1,
            cluster.job(5).counters().check(),
            cluster.instanceOf(5).accountName()));
  }

  private void isMovedToItsPoisonQueue() {
    new PoisonMessages(cluster.queues, new FakePoisonMessageStore(), cluster.clock)
        .move(QueueNames.JOB_REQUESTS, "no JSON", "The message is not JSON.", 1);
  }

  private void queuesAreCounted() {
    FakeOperatorQueues queues = new FakeOperatorQueues(cluster.clock);
    QueueNames.ALL.forEach(queues::create);
    queues.put(FILLED_QUEUE, "a bad one");
    new QueueLengthReport(queues).log();
  }

  private void instancesAreRated() {
    cluster
        .instances
        .accountNames()
        .forEach(a -> cluster.calls.add(a, 0, 50, cluster.clock.instant()));
    cluster.healthService.reEvaluateMediaServicesHealth();
  }

  private void allFail(String operation, Outcome outcome, int status) {
    cluster
        .instances
        .accountNames()
        .forEach(a -> cluster.instances.get(a).fail(operation, outcome, status));
  }

  private void recovered() {
    cluster.instances.accountNames().forEach(a -> cluster.instances.get(a).recover());
  }
}
