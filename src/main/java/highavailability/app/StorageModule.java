package highavailability.app;

import com.azure.core.credential.TokenCredential;
import dagger.Binds;
import dagger.Module;
import dagger.Provides;
import highavailability.azurestorage.BlobAssetDataCopier;
import highavailability.azurestorage.BlobAssetDataWriter;
import highavailability.azurestorage.StorageAccessChecks;
import highavailability.azurestorage.StorageMessageQueues;
import highavailability.azurestorage.StorageOperatorQueues;
import highavailability.azurestorage.StorageSecret;
import highavailability.azurestorage.StorageTables;
import highavailability.azurestorage.TableJobOutputStatusStore;
import highavailability.azurestorage.TableJobStore;
import highavailability.azurestorage.TableMediaServiceCallHistoryStore;
import highavailability.azurestorage.TableMediaServiceInstanceHealthStore;
import highavailability.azurestorage.TablePoisonMessageStore;
import highavailability.health.MediaServiceInstanceHealthStore;
import highavailability.jobs.AssetDataCopier;
import highavailability.jobs.AssetDataWriter;
import highavailability.jobs.JobOutputStatusStore;
import highavailability.jobs.JobStore;
import highavailability.jobs.MessageQueues;
import highavailability.jobs.OperatorQueues;
import highavailability.jobs.PoisonMessageStore;
import highavailability.jobs.StorageChecks;
import highavailability.mediaservices.MediaServiceCallHistoryStore;
import java.time.Clock;
import javax.inject.Singleton;

/** Queues, tables and blobs. */
@Module
interface StorageModule {
  @Binds
  MessageQueues queues(StorageMessageQueues queues);

  @Provides
  static Clock clock() {
    return Clock.systemUTC();
  }

  @Binds
  OperatorQueues operatorQueues(StorageOperatorQueues queues);

  @Provides
  @Singleton
  static StorageMessageQueues storageMessageQueues(
      Configuration configuration, TokenCredential credential) {
    return StorageMessageQueues.connect(
        new StorageSecret(
            AppSecrets.STORAGE, configuration.secrets().storageAccountConnectionString()),
        () -> credential);
  }

  @Provides
  @Singleton
  static StorageOperatorQueues storageOperatorQueues(
      Configuration configuration, TokenCredential credential) {
    return StorageOperatorQueues.connect(
        new StorageSecret(
            AppSecrets.STORAGE, configuration.secrets().storageAccountConnectionString()),
        () -> credential);
  }

  @Provides
  @Singleton
  static StorageTables tables(Configuration configuration, TokenCredential credential) {
    return StorageTables.connect(
        new StorageSecret(
            AppSecrets.TABLE_STORAGE,
            configuration.secrets().tableStorageAccountConnectionString()),
        () -> credential);
  }

  @Provides
  static JobStore jobs(StorageTables tables) {
    return new TableJobStore(tables);
  }

  @Provides
  static JobOutputStatusStore statuses(StorageTables tables, Clock clock) {
    return new TableJobOutputStatusStore(tables, clock);
  }

  @Provides
  static MediaServiceCallHistoryStore calls(StorageTables tables) {
    return new TableMediaServiceCallHistoryStore(tables);
  }

  @Provides
  static MediaServiceInstanceHealthStore health(StorageTables tables) {
    return new TableMediaServiceInstanceHealthStore(tables);
  }

  @Provides
  static PoisonMessageStore poison(StorageTables tables) {
    return new TablePoisonMessageStore(tables);
  }

  @Provides
  @Singleton
  static AssetDataCopier copier(
      Configuration configuration, TokenCredential credential, Clock clock) {
    return new BlobAssetDataCopier(
        account -> assetStorage(configuration, account), () -> credential, clock);
  }

  @Provides
  @Singleton
  static AssetDataWriter writer(Configuration configuration, TokenCredential credential) {
    return new BlobAssetDataWriter(
        account -> assetStorage(configuration, account), () -> credential);
  }

  @Provides
  static StorageChecks storageChecks(
      Configuration configuration, TokenCredential credential, Clock clock) {
    return new StorageAccessChecks(
        new StorageSecret(
            AppSecrets.STORAGE, configuration.secrets().storageAccountConnectionString()),
        new StorageSecret(
            AppSecrets.TABLE_STORAGE,
            configuration.secrets().tableStorageAccountConnectionString()),
        account -> assetStorage(configuration, account),
        () -> credential,
        clock);
  }

  private static StorageSecret assetStorage(Configuration configuration, String account) {
    return new StorageSecret(
        AppSecrets.ASSET_STORAGE_PREFIX + account,
        configuration.secrets().assetStorageConnectionStrings().get(account));
  }
}
