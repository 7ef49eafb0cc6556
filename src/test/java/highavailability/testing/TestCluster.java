package highavailability.testing;

import highavailability.health.HealthSettings;
import highavailability.health.InstanceSelector;
import highavailability.health.MediaServiceInstanceHealthService;
import highavailability.jobs.FollowUpSender;
import highavailability.jobs.Job;
import highavailability.jobs.JobDecider;
import highavailability.jobs.JobLedger;
import highavailability.jobs.JobOutputStatusUpdate;
import highavailability.jobs.JobState;
import highavailability.jobs.SideBySide;
import highavailability.jobs.StuckRule;
import highavailability.mediaservices.MediaServiceCallHistory;
import highavailability.mediaservices.MediaServiceInstanceConfiguration;
import highavailability.mediaservices.MediaServiceInstanceConfiguration.Authentication;
import highavailability.scheduling.JobSchedulingService;
import highavailability.scheduling.SchedulingSettings;
import highavailability.status.EventGridService;
import highavailability.status.InstanceTopics;
import highavailability.status.JobOutputStatusService;
import highavailability.status.JobOutputStatusSyncService;
import highavailability.status.SyncSettings;
import highavailability.verification.JobVerificationService;
import highavailability.verification.StuckJobPolicy;
import highavailability.verification.VerificationSettings;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** All services over fakes: three instances, and a clock that is moved by hand. */
public final class TestCluster {
  /** Where the clock starts. */
  public static final Instant START = Instant.parse("2026-11-30T10:30:00Z");

  /** The instances. */
  public static final String EAST = "amseast";

  /** See {@link #EAST}. */
  public static final String NORTH = "amsnorth";

  /** See {@link #EAST}. */
  public static final String WEST = "amswest";

  private static final StuckRule STUCK =
      new StuckRule(Duration.ofMinutes(60), Duration.ofMinutes(30));

  public final SettableClock clock = new SettableClock(START);
  public final FakeJobStore jobStore = new FakeJobStore();
  public final FakeJobOutputStatusStore statuses = new FakeJobOutputStatusStore(clock);
  public final FakeQueues queues = new FakeQueues();
  public final FakeHealthStore health = new FakeHealthStore();
  public final FakeCallHistoryStore calls = new FakeCallHistoryStore();
  public final FakeMediaServiceInstances instances =
      new FakeMediaServiceInstances(EAST, NORTH, WEST);
  public final FakeAssetDataCopier copier = new FakeAssetDataCopier();
  public final SideBySide sideBySide = new SideBySide(Runnable::run);
  public final JobLedger ledger = new JobLedger(jobStore);
  public final JobDecider decider =
      new JobDecider(ledger, new FollowUpSender(ledger, queues, clock), clock);
  public final InstanceSelector selector = new InstanceSelector(instances, health);
  public final JobSchedulingService scheduling =
      new JobSchedulingService(
          ledger,
          decider,
          statuses,
          queues,
          instances,
          selector,
          copier,
          new SchedulingSettings(Duration.ofMinutes(60), Duration.ofHours(24)),
          clock);
  public final JobOutputStatusService status =
      new JobOutputStatusService(
          new EventGridService(clock),
          new InstanceTopics(
              instances.accountNames().stream().map(TestCluster::configuration).toList()),
          statuses,
          ledger,
          decider,
          queues);
  public final JobOutputStatusSyncService sync =
      new JobOutputStatusSyncService(
          instances,
          statuses,
          status,
          new SyncSettings(Duration.ofHours(6), Duration.ofMinutes(30)),
          sideBySide,
          clock);
  public final JobVerificationService verification =
      new JobVerificationService(
          ledger,
          decider,
          statuses,
          instances,
          health,
          scheduling,
          queues,
          new VerificationSettings(
              Duration.ofMinutes(60),
              STUCK,
              3,
              StuckJobPolicy.CANCEL_AND_RESUBMIT,
              2,
              Duration.ofMinutes(2)),
          clock);
  public final MediaServiceInstanceHealthService healthService =
      new MediaServiceInstanceHealthService(
          instances,
          statuses,
          new MediaServiceCallHistory(calls),
          calls,
          health,
          ledger,
          queues,
          new HealthSettings(
              Duration.ofHours(6), Duration.ofHours(6), STUCK, 0.9, 0.7, 5, Duration.ofMinutes(30)),
          sideBySide,
          clock);

  /** The configuration of one instance. */
  public static MediaServiceInstanceConfiguration configuration(String accountName) {
    return new MediaServiceInstanceConfiguration(
        "00000000-0000-0000-0000-000000000001",
        "group",
        accountName,
        URI.create("https://management.azure.com"),
        Authentication.MANAGED_IDENTITY,
        Optional.empty(),
        Optional.empty());
  }

  /** The row of a job that must be there. */
  public Job job(int number) {
    return jobStore.find("jobName-" + number).orElseThrow();
  }

  /** The instance that has the current attempt of a job. */
  public FakeMediaServiceInstance instanceOf(int number) {
    return instances.get(job(number).current().account().orElseThrow());
  }

  /** Submits a job and gives its row. */
  public Job submit(int number) {
    scheduling.submitJob(JobRequests.request(number), Optional.empty());
    return job(number);
  }

  /** News that the current attempt of a job has reached a state. */
  public JobOutputStatusUpdate news(int number, JobState state) {
    Job job = job(number);
    return new JobOutputStatusUpdate(
        job.current().key(job.jobName()).orElseThrow(),
        state,
        clock.instant(),
        Optional.empty(),
        Optional.empty());
  }
}
