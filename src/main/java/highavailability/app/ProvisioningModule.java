package highavailability.app;

import dagger.Module;
import dagger.Provides;
import highavailability.jobs.AssetDataCopier;
import highavailability.jobs.JobDecider;
import highavailability.jobs.JobLedger;
import highavailability.jobs.MessageQueues;
import highavailability.jobs.Pause;
import highavailability.jobs.SideBySide;
import highavailability.mediaservices.MediaServiceInstances;
import highavailability.provisioning.AssetDataProvisioningService;
import highavailability.provisioning.ClearKeyTokenService;
import highavailability.provisioning.ClearStreamingProvisioningService;
import highavailability.provisioning.OutputEncryptionStreamingProvisioningService;
import highavailability.provisioning.ProvisioningOrchestrator;
import highavailability.provisioning.ProvisioningService;
import highavailability.provisioning.ProvisioningSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.inject.Singleton;

/** The provisioning module with its ordered list of steps: add or remove one here. */
@Module
interface ProvisioningModule {
  /** Far below the host's {@code functionTimeout}; a longer copy goes on in a later invocation. */
  Duration LONGEST_COPY_WAIT = Duration.ofMinutes(5);

  /** Regions that are worked on at a time, over all invocations in the process. */
  int PARALLEL_REGIONS = 32;

  @Provides
  static Pause pause() {
    return ProvisioningModule::pause;
  }

  @Provides
  static List<ProvisioningService> steps(
      AssetDataCopier copier, Pause pause, Configuration configuration, Clock clock) {
    return List.of(
        new AssetDataProvisioningService(copier, LONGEST_COPY_WAIT, pause, clock),
        new ClearStreamingProvisioningService(),
        new OutputEncryptionStreamingProvisioningService(
            configuration.settings().streaming().contentKeyPolicyName()));
  }

  @Provides
  @Singleton
  static ProvisioningOrchestrator orchestrator(
      JobLedger ledger,
      JobDecider decider,
      MediaServiceInstances instances,
      List<ProvisioningService> steps,
      Configuration configuration,
      MessageQueues queues,
      SideBySide sideBySide,
      Clock clock) {
    return new ProvisioningOrchestrator(
        ledger,
        decider,
        instances,
        steps,
        new ProvisioningSettings(configuration.settings().streaming().frontDoorHostName()),
        queues,
        sideBySide,
        clock);
  }

  @Provides
  @Singleton
  static SideBySide sideBySide() {
    return new SideBySide(executor());
  }

  @Provides
  static ClearKeyTokenService tokens(Configuration configuration, Clock clock) {
    AppSettings.Streaming streaming = configuration.settings().streaming();
    return new ClearKeyTokenService(
        streaming.tokenIssuer(),
        streaming.tokenAudience(),
        configuration.secrets().clearKeyStreamingKey(),
        clock);
  }

  private static Executor executor() {
    ThreadPoolExecutor executor =
        new ThreadPoolExecutor(
            PARALLEL_REGIONS,
            PARALLEL_REGIONS,
            30,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, "region");
              thread.setDaemon(true);
              return thread;
            });
    executor.allowCoreThreadTimeOut(true);
    return executor;
  }

  private static void pause(Duration duration) {
    try {
      TimeUnit.NANOSECONDS.sleep(duration.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
