package highavailability.azurestorage;

import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.models.BlobBeginCopySourceRequestConditions;
import com.azure.storage.blob.models.BlobErrorCode;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.BlobListDetails;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.models.ListBlobsOptions;
import com.azure.storage.blob.options.BlobBeginCopyOptions;
import com.azure.storage.blob.sas.BlobContainerSasPermission;
import com.azure.storage.blob.sas.BlobServiceSasSignatureValues;
import com.azure.storage.common.sas.SasProtocol;
import highavailability.jobs.AssetDataCopier.Container;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** One asset's container. Every failure comes out as one line that names the container. */
final class AssetContainer {
  /** A page of a listing, or one start of a copy, answers in far less. */
  private static final Duration LIST_TIMEOUT = Duration.ofSeconds(60);

  private static final Duration SAS_LIFETIME = Duration.ofHours(4);

  /** Clocks of two machines differ; a user delegation key that begins now may not be valid yet. */
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

  private static final int PRECONDITION_FAILED = 412;

  private final Container container;
  private final BlobServiceClient service;
  private final boolean signsWithIdentity;
  private final BlobContainerClient client;

  AssetContainer(Container container, BlobServiceClient service, boolean signsWithIdentity) {
    this.container = container;
    this.service = service;
    this.signsWithIdentity = signsWithIdentity;
    this.client = service.getBlobContainerClient(container.containerName());
  }

  /** Every blob with its metadata and the state of its copy; empty when there is no container. */
  Optional<List<BlobItem>> list() {
    return calling(
        "be listed",
        () -> {
          try {
            return Optional.of(
                client
                    .listBlobs(
                        new ListBlobsOptions()
                            .setDetails(
                                new BlobListDetails()
                                    .setRetrieveMetadata(true)
                                    .setRetrieveCopy(true)),
                        LIST_TIMEOUT)
                    .stream()
                    .toList());
          } catch (BlobStorageException e) {
            if (BlobErrorCode.CONTAINER_NOT_FOUND.equals(e.getErrorCode())) {
              return Optional.empty();
            }
            throw e;
          }
        });
  }

  void createIfMissing() {
    calling("be created", client::createIfNotExists);
  }

  /** A query string that lets its holder read the blobs for a while. */
  String readSas(Clock clock) {
    OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
    OffsetDateTime expiry = now.plus(SAS_LIFETIME);
    BlobServiceSasSignatureValues values =
        new BlobServiceSasSignatureValues(
            expiry, new BlobContainerSasPermission().setReadPermission(true));
    if (service.getAccountUrl().startsWith("https:")) {
      values.setProtocol(SasProtocol.HTTPS_ONLY);
    }
    return calling(
        "be shared for reading",
        () ->
            signsWithIdentity
                ? client.generateUserDelegationSas(
                    values, service.getUserDelegationKey(now.minus(CLOCK_SKEW), expiry))
                : client.generateSas(values));
  }

  /**
   * Starts a copy of a blob of the given container into this one. Does nothing when the source has
   * changed since it was listed, or when somebody else has just started a copy: the next look
   * tells.
   */
  void startCopy(AssetContainer source, BlobItem blob, String sourceSas) {
    String url = source.client.getBlobClient(blob.getName()).getBlobUrl() + "?" + sourceSas;
    BlobBeginCopyOptions options =
        new BlobBeginCopyOptions(url)
            .setMetadata(metadataFor(blob))
            .setSourceRequestConditions(
                new BlobBeginCopySourceRequestConditions()
                    .setIfMatch("\"" + CopyState.etagOf(blob) + "\""));
    calling(
        "take a copy of blob '" + blob.getName() + "' from container " + source.name(),
        () -> {
          try {
            return client.getBlobClient(blob.getName()).beginCopy(options);
          } catch (BlobStorageException e) {
            if (BlobErrorCode.PENDING_COPY_OPERATION.equals(e.getErrorCode())
                || e.getStatusCode() == PRECONDITION_FAILED) {
              return null;
            }
            throw e;
          }
        });
  }

  private static Map<String, String> metadataFor(BlobItem source) {
    // A copy with metadata of its own does not get the source's.
    Map<String, String> metadata = new HashMap<>();
    if (source.getMetadata() != null) {
      metadata.putAll(source.getMetadata());
    }
    metadata.keySet().removeIf(CopyState.SOURCE_ETAG::equalsIgnoreCase);
    metadata.put(CopyState.SOURCE_ETAG, CopyState.etagOf(source));
    return metadata;
  }

  private <T> T calling(String what, Supplier<T> call) {
    return AssetDataFailure.calling(container, what, call);
  }

  /** The container, as messages name it. */
  String name() {
    return AssetDataFailure.nameOf(container);
  }
}
