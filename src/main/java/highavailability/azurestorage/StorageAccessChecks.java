package highavailability.azurestorage;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.rest.PagedIterable;
import com.azure.core.util.Context;
import com.azure.data.tables.TableServiceClient;
import com.azure.data.tables.models.ListEntitiesOptions;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.models.ListBlobContainersOptions;
import com.azure.storage.queue.QueueClient;
import com.azure.storage.queue.QueueServiceClient;
import highavailability.jobs.QueueNames;
import highavailability.jobs.StorageChecks;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Tries the rights that the app needs: reads a little, then changes something that does not exist.
 * A service tells "not found" only to those who would have been allowed to.
 */
public final class StorageAccessChecks implements StorageChecks {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final String NOBODY = "msha-doctor-looks-for-what-is-not-there";
  private static final String NO_MESSAGE = "00000000-0000-0000-0000-000000000000";
  private static final String NO_RECEIPT = "AgAAAAMAAAAAAAAAAAAAAAAAAAA=";

  private final StorageSecret queueSecret;
  private final StorageSecret tableSecret;
  private final Function<String, StorageSecret> assetSecrets;
  private final Supplier<TokenCredential> credential;
  private final Clock clock;

  /**
   * Checks what is behind these secrets.
   *
   * @param assetSecrets gives the storage secret of a Media Services account, by the account's name
   * @param credential asked for only when a secret is a service URI
   * @param clock the real time, which the storage service checks signatures against
   */
  public StorageAccessChecks(
      StorageSecret queueSecret,
      StorageSecret tableSecret,
      Function<String, StorageSecret> assetSecrets,
      Supplier<TokenCredential> credential,
      Clock clock) {
    this.queueSecret = queueSecret;
    this.tableSecret = tableSecret;
    this.assetSecrets = assetSecrets;
    this.credential = credential;
    this.clock = clock;
  }

  @Override
  public List<String> queueNames() {
    return QueueNames.ALL;
  }

  @Override
  public List<String> tableNames() {
    return StorageTables.NAMES;
  }

  @Override
  public Result queue(String name) {
    return new AccessCheck<QueueServiceClient>(
            queueSecret,
            "Storage Queue Data Contributor",
            secret -> StorageClients.queuesAsIs(secret, credential),
            QueueServiceClient::getQueueServiceUrl)
        .result(
            service -> first(service.getQueueClient(name).peekMessages(1, TIMEOUT, Context.NONE)),
            service -> changeNoMessage(service.getQueueClient(name)));
  }

  @Override
  public Result table(String name) {
    return new AccessCheck<TableServiceClient>(
            tableSecret,
            "Storage Table Data Contributor (on Cosmos DB: Cosmos DB Built-in Data Contributor)",
            secret -> StorageClients.tables(secret, credential),
            TableServiceClient::getServiceEndpoint)
        .result(
            service ->
                first(
                    service
                        .getTableClient(name)
                        .listEntities(
                            new ListEntitiesOptions()
                                .setTop(1)
                                .setFilter("PartitionKey eq '" + NOBODY + "'"),
                            TIMEOUT,
                            Context.NONE)),
            service ->
                service
                    .getTableClient(name)
                    .deleteEntityWithResponse(
                        Row.at(NOBODY, NOBODY).entity(), false, TIMEOUT, Context.NONE));
  }

  @Override
  public Result assetStorage(String accountName) {
    StorageSecret secret = assetSecrets.apply(accountName);
    return new AccessCheck<BlobServiceClient>(
            secret,
            "Storage Blob Data Contributor",
            s -> StorageClients.blobs(s, credential),
            BlobServiceClient::getAccountUrl)
        .result(
            service -> {
              first(
                  service.listBlobContainers(
                      new ListBlobContainersOptions().setMaxResultsPerPage(1).setPrefix(NOBODY),
                      TIMEOUT));
              if (secret.isServiceUri()) {
                // Copies are signed with it.
                OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
                service.getUserDelegationKey(now, now.plusHours(1));
              }
            },
            service ->
                service
                    .getBlobContainerClient(NOBODY)
                    .getBlobClient(NOBODY)
                    .setMetadataWithResponse(Map.of(), null, TIMEOUT, Context.NONE));
  }

  /** Changing one needs the right to write, deleting one only that to process messages. */
  private static void changeNoMessage(QueueClient queue) {
    queue.updateMessageWithResponse(
        NO_MESSAGE, NO_RECEIPT, null, Duration.ZERO, TIMEOUT, Context.NONE);
  }

  private static void first(PagedIterable<?> pages) {
    pages.iterableByPage().iterator().next();
  }
}
