package highavailability.jobs;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongConsumer;

/** Puts data into the container of an asset. */
public interface AssetDataWriter {
  /**
   * Uploads a file as a blob, in parallel blocks; replaces a blob of that name.
   *
   * @param progress is told the bytes that are sent so far, by any thread
   * @throws AssetDataException when the storage account refuses or cannot be reached, or the file
   *     cannot be read
   */
  void upload(
      AssetDataCopier.Container container, String blobName, Path file, LongConsumer progress);

  /** Writes a small blob; replaces one of that name. */
  void write(
      AssetDataCopier.Container container, String blobName, byte[] content, String contentType);

  /** Size of a blob in bytes; empty when there is no such blob or container. */
  Optional<Long> size(AssetDataCopier.Container container, String blobName);
}
