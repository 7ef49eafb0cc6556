package highavailability.azurestorage;

import com.azure.storage.blob.models.BlobStorageException;
import highavailability.jobs.AssetDataCopier.Container;
import highavailability.jobs.AssetDataException;
import java.util.function.Supplier;

/** Lets every failure with the data of an asset come out as one line that names the container. */
final class AssetDataFailure {
  private AssetDataFailure() {}

  /**
   * Makes a call.
   *
   * @param what the container cannot do when the call fails, after "cannot"
   */
  static <T> T calling(Container container, String what, Supplier<T> call) {
    try {
      return call.get();
    } catch (RuntimeException e) {
      String why =
          e instanceof BlobStorageException refusal
              ? refusal.getStatusCode() + " " + refusal.getErrorCode()
              : StorageFailure.oneLine(e);
      throw new AssetDataException(
          container.accountName(),
          "Container " + nameOf(container) + " cannot " + what + ": " + why,
          StorageFailure.cause(e));
    }
  }

  /** The container, as messages name it. */
  static String nameOf(Container container) {
    return container.containerName() + " of " + container.accountName();
  }
}
