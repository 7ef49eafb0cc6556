package highavailability.app;

import com.azure.core.credential.TokenCredential;
import dagger.Binds;
import dagger.Module;
import dagger.Provides;
import highavailability.health.HealthSettings;
import highavailability.health.InstanceSelector;
import highavailability.health.MediaServiceInstanceHealthService;
import highavailability.health.MediaServiceInstanceHealthStore;
import highavailability.jobs.JobLedger;
import highavailability.jobs.JobOutputStatusStore;
import highavailability.jobs.MessageQueues;
import highavailability.jobs.Pause;
import highavailability.jobs.SideBySide;
import highavailability.mediaservices.AzureMediaServiceInstances;
import highavailability.mediaservices.MediaServiceAdministrations;
import highavailability.mediaservices.MediaServiceCallHistory;
import highavailability.mediaservices.MediaServiceCallHistoryStore;
import highavailability.mediaservices.MediaServiceCallLimits;
import highavailability.mediaservices.MediaServiceInstances;
import java.time.Clock;
import javax.inject.Singleton;

/** The instances and their health. */
@Module
interface MediaServicesModule {
  @Provides
  @Singleton
  static MediaServiceCallHistory callHistory(MediaServiceCallHistoryStore store) {
    return new MediaServiceCallHistory(store);
  }

  @Binds
  MediaServiceInstances instances(AzureMediaServiceInstances instances);

  @Binds
  MediaServiceAdministrations administrations(AzureMediaServiceInstances instances);

  @Provides
  @Singleton
  static AzureMediaServiceInstances azureInstances(
      Configuration configuration,
      TokenCredential credential,
      MediaServiceCallLimits limits,
      MediaServiceCallHistory history,
      Pause pause,
      Clock clock) {
    return new AzureMediaServiceInstances(
        configuration.secrets().instances(),
        credential,
        secretName -> apiKey(configuration.secrets(), secretName),
        limits,
        history,
        pause,
        clock);
  }

  @Provides
  @Singleton
  static InstanceSelector selector(
      MediaServiceInstances instances, MediaServiceInstanceHealthStore health) {
    return new InstanceSelector(instances, health);
  }

  @Provides
  static MediaServiceInstanceHealthService healthService(
      MediaServiceInstances instances,
      JobOutputStatusStore statuses,
      MediaServiceCallHistory recentCalls,
      MediaServiceCallHistoryStore calls,
      MediaServiceInstanceHealthStore health,
      JobLedger ledger,
      MessageQueues queues,
      SideBySide sideBySide,
      Configuration configuration,
      Clock clock) {
    AppSettings.Health settings = configuration.settings().health();
    return new MediaServiceInstanceHealthService(
        instances,
        statuses,
        recentCalls,
        calls,
        health,
        ledger,
        queues,
        new HealthSettings(
            settings.jobWindow(),
            settings.callWindow(),
            JobsModule.stuckRule(configuration),
            settings.healthyRate(),
            settings.unhealthyRate(),
            settings.minimumSamples(),
            settings.recoveryPeriod()),
        sideBySide,
        clock);
  }

  private static String apiKey(AppSecrets secrets, String secretName) {
    return secrets.instances().stream()
        .filter(i -> i.apiKeySecretName().filter(secretName::equals).isPresent())
        .map(i -> secrets.apiKeys().get(i.accountName()))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("There is no secret " + secretName));
  }
}
