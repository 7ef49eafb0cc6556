package highavailability.app;

import com.azure.core.credential.TokenCredential;
import dagger.BindsInstance;
import dagger.Component;
import highavailability.azurestorage.StorageMessageQueues;
import highavailability.azurestorage.StorageTables;
import highavailability.health.InstanceSelector;
import highavailability.health.MediaServiceInstanceHealthService;
import highavailability.health.MediaServiceInstanceHealthStore;
import highavailability.jobs.AssetDataWriter;
import highavailability.jobs.JobOutputStatusStore;
import highavailability.jobs.JobStore;
import highavailability.jobs.OperatorQueues;
import highavailability.jobs.Pause;
import highavailability.jobs.PoisonMessageStore;
import highavailability.jobs.QueueLengthReport;
import highavailability.jobs.SideBySide;
import highavailability.jobs.StorageChecks;
import highavailability.mediaservices.MediaServiceAdministrations;
import highavailability.mediaservices.MediaServiceCallLimits;
import highavailability.mediaservices.MediaServiceInstances;
import highavailability.provisioning.ClearKeyTokenService;
import highavailability.provisioning.ProvisioningOrchestrator;
import highavailability.scheduling.JobSchedulingService;
import highavailability.status.JobOutputStatusService;
import highavailability.status.JobOutputStatusSyncService;
import highavailability.verification.JobVerificationService;
import java.time.Clock;
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

  /** What waits on the queues, for the log. */
  QueueLengthReport queueLengthReport();

  /** Tokens for players of encrypted assets. */
  ClearKeyTokenService clearKeyTokenService();

  /** The Media Services cluster. */
  MediaServiceInstances mediaServiceInstances();

  /** The ledger's rows. */
  JobStore jobStore();

  /** The health records. */
  MediaServiceInstanceHealthStore instanceHealthStore();

  /** What the app is configured with. */
  Configuration configuration();

  /** The time. */
  Clock clock();

  /** Waiting, in real time. */
  Pause pause();

  /** Does the same for several instances at a time. */
  SideBySide sideBySide();

  /** Which instance gets the next job. */
  InstanceSelector instanceSelector();

  /** The attempts. */
  JobOutputStatusStore jobOutputStatusStore();

  /** Why messages are on poison queues. */
  PoisonMessageStore poisonMessageStore();

  /** The queues as their operator sees them. */
  OperatorQueues operatorQueues();

  /** Whether the storage can be used. */
  StorageChecks storageChecks();

  /** Blobs of input assets, to fill them. */
  AssetDataWriter assetDataWriter();

  /** What only operators do at instances. */
  MediaServiceAdministrations mediaServiceAdministrations();

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
    return create(environment, ManagedIdentity::credential, limits);
  }

  /** The same for somebody else than the app, such as its operator. */
  static AppComponent create(
      Function<String, String> environment, Identity identity, MediaServiceCallLimits limits) {
    Configuration configuration = Configuration.loadAs(identity, environment);
    return DaggerAppComponent.factory()
        .create(
            configuration,
            identity.credential(configuration.settings().managedIdentityClientId()),
            limits);
  }

  /** Wires the app. */
  @Component.Factory
  interface Factory {
    /** Takes a configuration that is valid. */
    AppComponent create(
        @BindsInstance Configuration configuration,
        @BindsInstance TokenCredential credential,
        @BindsInstance MediaServiceCallLimits limits);
  }
}
