package highavailability.app;

import dagger.BindsInstance;
import dagger.Component;
import highavailability.azurestorage.StorageMessageQueues;
import highavailability.azurestorage.StorageTables;
import highavailability.health.MediaServiceInstanceHealthService;
import highavailability.health.MediaServiceInstanceHealthStore;
import highavailability.jobs.JobStore;
import highavailability.mediaservices.MediaServiceCallLimits;
import highavailability.mediaservices.MediaServiceInstances;
import highavailability.provisioning.ClearKeyTokenService;
import highavailability.provisioning.ProvisioningOrchestrator;
import highavailability.scheduling.JobSchedulingService;
import highavailability.status.JobOutputStatusService;
import highavailability.status.JobOutputStatusSyncService;
import highavailability.verification.JobVerificationService;
import java.util.function.Function;
import javax.inject.Singleton;

/** Everything that a host of the modules needs, wired once for a process. */
@Singleton
@Component(
    modules = {
      StorageModule.class,
      MediaServicesModule.class,
      JobsModule.class,
      ProvisioningModule.class
    })
public interface AppComponent {
  /** What an invocation has around it. */
  Invocations invocations();

  /** The job scheduling module. */
  JobSchedulingService jobSchedulingService();

  /** The job verification module. */
  JobVerificationService jobVerificationService();

  /** The provisioning module. */
  ProvisioningOrchestrator provisioningOrchestrator();

  /** The job status module. */
  JobOutputStatusService jobOutputStatusService();

  /** The re-sync of the job status module. */
  JobOutputStatusSyncService jobOutputStatusSyncService();

  /** The instance health module. */
  MediaServiceInstanceHealthService instanceHealthService();

  /** Tokens for players of encrypted assets. */
  ClearKeyTokenService clearKeyTokenService();

  /** The Media Services cluster. */
  MediaServiceInstances mediaServiceInstances();

  /** The ledger's rows. */
  JobStore jobStore();

  /** The health records. */
  MediaServiceInstanceHealthStore instanceHealthStore();

  /** The queues, to create those that are missing. */
  StorageMessageQueues messageQueues();

  /** The tables, to create those that are missing. */
  StorageTables tables();

  /**
   * Reads the configuration and wires the app; calls no service but Key Vault.
   *
   * @param environment gives the value of an app setting, null when it is absent
   * @throws InvalidSettingsException naming everything that is wrong with settings and secrets
   */
  static AppComponent create(Function<String, String> environment) {
    return create(environment, MediaServiceCallLimits.defaults());
  }

  /** The same with other limits for calls to instances, for hosts that have them near. */
  static AppComponent create(Function<String, String> environment, MediaServiceCallLimits limits) {
    return DaggerAppComponent.factory().create(Configuration.load(environment), limits);
  }

  /** Wires the app. */
  @Component.Factory
  interface Factory {
    /** Takes a configuration that is valid. */
    AppComponent create(
        @BindsInstance Configuration configuration, @BindsInstance MediaServiceCallLimits limits);
  }
}
