package highavailability.emulator;

import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.blob.models.BlobDownloadContentResponse;
import com.azure.storage.blob.models.BlobHttpHeaders;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.options.BlobDownloadToFileOptions;
import com.azure.storage.blob.options.BlobParallelUploadOptions;
import com.azure.storage.blob.options.BlobUploadFromFileOptions;
import com.azure.storage.blob.sas.BlobContainerSasPermission;
import com.azure.storage.blob.sas.BlobServiceSasSignatureValues;
import com.azure.storage.common.policy.RequestRetryOptions;
import com.azure.storage.common.policy.RetryPolicyType;
import highavailability.http.HttpClients;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.Supplier;

/** The storage account that is attached to the emulated Media Services account. */
final class RegionStorage {

  private static final int TRY_SECONDS = 30;
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration TRANSFER_TIMEOUT = Duration.ofMinutes(5);

  private final BlobServiceClient blobs;

  private RegionStorage(BlobServiceClient blobs) {
    this.blobs = blobs;
  }

  static RegionStorage of(EmulatorOptions options) {
    try {
      return new RegionStorage(
          new BlobServiceClientBuilder()
              .connectionString(options.storageConnectionString())
              .httpClient(
                  HttpClients.create(
                      Duration.ofSeconds(5),
                      Duration.ofSeconds(TRY_SECONDS),
                      Duration.ofSeconds(TRY_SECONDS)))
              .retryOptions(
                  new RequestRetryOptions(RetryPolicyType.FIXED, 2, TRY_SECONDS, 200L, 200L, null))
              .buildClient());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "The storageConnectionString of "
              + options.accountName()
              + " is not valid: give AccountName, AccountKey and BlobEndpoint.",
          e);
    }
  }

  String accountName() {
    return blobs.getAccountName();
  }

  void createContainer(String container) {
    call(
        () ->
            blobs
                .getBlobContainerClient(container)
                .createIfNotExistsWithResponse(null, CALL_TIMEOUT, Context.NONE));
  }

  void deleteContainer(String container) {
    call(
        () ->
            blobs
                .getBlobContainerClient(container)
                .deleteIfExistsWithResponse(null, CALL_TIMEOUT, Context.NONE));
  }

  List<String> blobNames(String container) {
    return call(
        () ->
            blobs.getBlobContainerClient(container).listBlobs(null, CALL_TIMEOUT).stream()
                .map(BlobItem::getName)
                .toList());
  }

  String sasUrl(String container, BlobContainerSasPermission permission, OffsetDateTime expiry) {
    BlobContainerClient client = blobs.getBlobContainerClient(container);
    return client.getBlobContainerUrl()
        + "?"
        + client.generateSas(new BlobServiceSasSignatureValues(expiry, permission));
  }

  void download(String container, String blob, Path target) {
    call(
        () ->
            blob(container, blob)
                .downloadToFileWithResponse(
                    new BlobDownloadToFileOptions(target.toString()),
                    TRANSFER_TIMEOUT,
                    Context.NONE));
  }

  /** A blob as a web server answers with it. */
  Reply read(String container, String blob) {
    return call(
        () -> {
          BlobDownloadContentResponse answer =
              blob(container, blob)
                  .downloadContentWithResponse(null, null, CALL_TIMEOUT, Context.NONE);
          return new Reply(
              200, answer.getDeserializedHeaders().getContentType(), answer.getValue().toBytes());
        });
  }

  void upload(String container, String blob, Path source, String contentType) {
    call(
        () ->
            blob(container, blob)
                .uploadFromFileWithResponse(
                    new BlobUploadFromFileOptions(source.toString())
                        .setHeaders(headers(contentType)),
                    TRANSFER_TIMEOUT,
                    Context.NONE));
  }

  void upload(String container, String blob, String content, String contentType) {
    call(
        () ->
            blob(container, blob)
                .uploadWithResponse(
                    new BlobParallelUploadOptions(BinaryData.fromString(content))
                        .setHeaders(headers(contentType)),
                    CALL_TIMEOUT,
                    Context.NONE));
  }

  /**
   * The SDK throws many things when a storage account cannot be reached, and an upload wraps them
   * once more.
   */
  private static <T> T call(Supplier<T> operation) {
    try {
      return operation.get();
    } catch (BlobStorageException e) {
      throw StorageFailure.refused(e.getStatusCode(), e);
    } catch (RuntimeException e) {
      if (e.getCause() instanceof BlobStorageException refusal) {
        throw StorageFailure.refused(refusal.getStatusCode(), e);
      }
      throw StorageFailure.unanswered(e);
    }
  }

  private BlobClient blob(String container, String blob) {
    return blobs.getBlobContainerClient(container).getBlobClient(blob);
  }

  private static BlobHttpHeaders headers(String contentType) {
    return new BlobHttpHeaders().setContentType(contentType);
  }
}
