package highavailability.azurestorage;

import com.azure.core.credential.TokenCredential;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.models.BlobHttpHeaders;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.models.ParallelTransferOptions;
import com.azure.storage.blob.options.BlobParallelUploadOptions;
import com.azure.storage.blob.options.BlobUploadFromFileOptions;
import highavailability.jobs.AssetDataCopier.Container;
import highavailability.jobs.AssetDataWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/** Uploads into the storage accounts of instances. */
public final class BlobAssetDataWriter implements AssetDataWriter {
  private static final long DEFAULT_BLOCK_BYTES = 8L * 1024 * 1024;
  private static final int PARALLEL_BLOCKS = 4;
  private static final Duration SMALL_WRITE_TIMEOUT = Duration.ofSeconds(60);
  private static final int NOT_FOUND = 404;

  private final Function<String, StorageSecret> secrets;
  private final Supplier<TokenCredential> credential;
  private final long blockBytes;
  private final Map<StorageSecret, BlobServiceClient> services = new ConcurrentHashMap<>();

  /**
   * Writes to storage accounts of instances.
   *
   * @param secrets gives the storage secret of a Media Services account, by the account's name
   * @param credential asked for only when a secret is a service URI
   */
  public BlobAssetDataWriter(
      Function<String, StorageSecret> secrets, Supplier<TokenCredential> credential) {
    this(secrets, credential, DEFAULT_BLOCK_BYTES);
  }

  BlobAssetDataWriter(
      Function<String, StorageSecret> secrets,
      Supplier<TokenCredential> credential,
      long blockBytes) {
    this.blockBytes = blockBytes;
    this.secrets = secrets;
    this.credential = credential;
  }

  @Override
  public void upload(Container container, String blobName, Path file, LongConsumer progress) {
    BlobUploadFromFileOptions options =
        new BlobUploadFromFileOptions(file.toString())
            .setParallelTransferOptions(
                new ParallelTransferOptions()
                    .setBlockSizeLong(blockBytes)
                    .setMaxSingleUploadSizeLong(blockBytes)
                    .setMaxConcurrency(PARALLEL_BLOCKS)
                    .setProgressListener(progress::accept));
    // No limit for the whole: each block has the client's, and a file may be large.
    AssetDataFailure.calling(
        container,
        "take blob '" + blobName + "'",
        () -> blob(container, blobName).uploadFromFileWithResponse(options, null, Context.NONE));
  }

  @Override
  public void write(Container container, String blobName, byte[] content, String contentType) {
    BlobParallelUploadOptions options =
        new BlobParallelUploadOptions(BinaryData.fromBytes(content))
            .setHeaders(new BlobHttpHeaders().setContentType(contentType));
    AssetDataFailure.calling(
        container,
        "take blob '" + blobName + "'",
        () ->
            blob(container, blobName)
                .uploadWithResponse(options, SMALL_WRITE_TIMEOUT, Context.NONE));
  }

  @Override
  public Optional<Long> size(Container container, String blobName) {
    return AssetDataFailure.calling(
        container,
        "tell of blob '" + blobName + "'",
        () -> {
          try {
            return Optional.of(blob(container, blobName).getProperties().getBlobSize());
          } catch (BlobStorageException e) {
            if (e.getStatusCode() == NOT_FOUND) {
              return Optional.empty();
            }
            throw e;
          }
        });
  }

  private BlobClient blob(Container container, String blobName) {
    return services
        .computeIfAbsent(
            secrets.apply(container.accountName()), s -> StorageClients.blobs(s, credential))
        .getBlobContainerClient(container.containerName())
        .getBlobClient(blobName);
  }
}
