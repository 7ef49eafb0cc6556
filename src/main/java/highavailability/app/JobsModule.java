package highavailability.app;

import dagger.Module;
import dagger.Provides;
import highavailability.health.InstanceSelector;
import highavailability.health.MediaServiceInstanceHealthStore;
import highavailability.jobs.AssetDataCopier;
import highavailability.jobs.FollowUpSender;
import highavailability.jobs.JobDecider;
import highavailability.jobs.JobLedger;
import highavailability.jobs.JobOutputStatusStore;
import highavailability.jobs.JobStore;
import highavailability.jobs.MessageQueues;
import highavailability.jobs.OperatorQueues;
import highavailability.jobs.PoisonMessageStore;
import highavailability.jobs.PoisonMessages;
import highavailability.jobs.QueueLengthReport;
import highavailability.jobs.SideBySide;
import highavailability.jobs.StuckRule;
import highavailability.mediaservices.MediaServiceCallHistory;
import highavailability.mediaservices.MediaServiceInstances;
import highavailability.scheduling.JobSchedulingService;
import highavailability.scheduling.SchedulingSettings;
import highavailability.status.EventGridService;
import highavailability.status.InstanceTopics;
import highavailability.status.JobOutputStatusService;
import highavailability.status.JobOutputStatusSyncService;
import highavailability.status.SyncSettings;
import highavailability.verification.JobVerificationService;
import highavailability.verification.VerificationSettings;
import java.time.Clock;
import java.time.Duration;
import javax.inject.Singleton;

/** What follows a job from its request to its decision. */
@Module
interface JobsModule {
  /** Long enough for a restart or a short disturbance, short enough not to lose an hour. */
  Duration LONGEST_SILENCE = Duration.ofMinutes(2);

  @Provides
  static Invocations invocations(
      MessageQueues queues,
      PoisonMessageStore reasons,
      Clock clock,
      MediaServiceCallHistory calls) {
    return new Invocations(new PoisonMessages(queues, reasons, clock), calls);
  }

  @Provides
  static QueueLengthReport queueLengths(OperatorQueues queues) {
    return new QueueLengthReport(queues);
  }

  @Provides
  static JobLedger ledger(JobStore store) {
    return new JobLedger(store);
  }

  /** One for the process: callers wait for one another in it. */
  @Provides
  @Singleton
  static FollowUpSender followUps(JobLedger ledger, MessageQueues queues, Clock clock) {
    return new FollowUpSender(ledger, queues, clock);
  }

  @Provides
  static JobDecider decider(JobLedger ledger, FollowUpSender followUps, Clock clock) {
    return new JobDecider(ledger, followUps, clock);
  }

  @Provides
  static JobSchedulingService scheduling(
      JobLedger ledger,
      JobDecider decider,
      JobOutputStatusStore statuses,
      MessageQueues queues,
      MediaServiceInstances instances,
      InstanceSelector selector,
      AssetDataCopier copier,
      Configuration configuration,
      Clock clock) {
    AppSettings.Jobs settings = configuration.settings().jobs();
    return new JobSchedulingService(
        ledger,
        decider,
        statuses,
        queues,
        instances,
        selector,
        copier,
        new SchedulingSettings(settings.verifyAfter(), settings.maxRequestWait()),
        clock);
  }

  @Provides
  static JobOutputStatusService status(
      JobOutputStatusStore statuses,
      JobLedger ledger,
      JobDecider decider,
      MessageQueues queues,
      Configuration configuration,
      Clock clock) {
    return new JobOutputStatusService(
        new EventGridService(clock),
        new InstanceTopics(configuration.secrets().instances()),
        statuses,
        ledger,
        decider,
        queues);
  }

  @Provides
  static JobOutputStatusSyncService sync(
      MediaServiceInstances instances,
      JobOutputStatusStore statuses,
      JobOutputStatusService news,
      SideBySide sideBySide,
      Configuration configuration,
      Clock clock) {
    return new JobOutputStatusSyncService(
        instances,
        statuses,
        news,
        new SyncSettings(
            configuration.settings().health().jobWindow(),
            configuration.settings().jobs().resyncAfter()),
        sideBySide,
        clock);
  }

  @Provides
  static JobVerificationService verification(
      JobLedger ledger,
      JobDecider decider,
      JobOutputStatusStore statuses,
      MediaServiceInstances instances,
      MediaServiceInstanceHealthStore health,
      JobSchedulingService scheduling,
      MessageQueues queues,
      Configuration configuration,
      Clock clock) {
    AppSettings.Jobs settings = configuration.settings().jobs();
    return new JobVerificationService(
        ledger,
        decider,
        statuses,
        instances,
        health,
        scheduling,
        queues,
        new VerificationSettings(
            settings.verifyAfter(),
            stuckRule(configuration),
            settings.maxVerifications(),
            settings.stuckJobPolicy(),
            settings.maxResubmissions(),
            LONGEST_SILENCE),
        clock);
  }

  /** When an unfinished job counts as stuck, for its verification as for its instance's health. */
  static StuckRule stuckRule(Configuration configuration) {
    AppSettings.Jobs settings = configuration.settings().jobs();
    return new StuckRule(settings.stuckInProcessAfter(), settings.stuckInScheduledAfter());
  }
}
