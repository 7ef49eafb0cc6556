package highavailability.azurestorage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import highavailability.jobs.AssetDataCopier.Container;
import highavailability.jobs.AssetDataException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.LongAccumulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlobAssetDataWriterIT {
  private static final int BLOCK_BYTES = 64 * 1024;

  private static final Map<String, StorageSecret> SECRETS =
      Map.of(
          "amseast",
          Azurites.newSecret(),
          "amsdead",
          new StorageSecret(
              "Dead", "AccountName=dead;AccountKey=c2VjcmV0;BlobEndpoint=http://127.0.0.1:1/dead"));

  @TempDir Path directory;

  private final BlobAssetDataWriter writer =
      new BlobAssetDataWriter(SECRETS::get, Azurites.NO_IDENTITY, BLOCK_BYTES);
  private final Container container = new Container("amseast", "asset-" + UUID.randomUUID());
  private final BlobContainerClient blobs =
      new BlobServiceClientBuilder()
          .connectionString(SECRETS.get("amseast").value())
          .buildClient()
          .getBlobContainerClient(container.containerName());

  @Test
  void a_small_file_is_uploaded_and_its_progress_reaches_its_size() {
    assertIsUploaded(1000);
  }

  @Test
  void a_file_of_several_blocks_is_uploaded_and_its_progress_reaches_its_size() {
    assertIsUploaded(5 * BLOCK_BYTES + 17);
  }

  @Test
  void a_second_upload_replaces_the_first() {
    blobs.create();
    writer.upload(container, "video.mp4", file(new byte[3 * BLOCK_BYTES]), bytes -> {});

    byte[] content = "short".getBytes(StandardCharsets.UTF_8);
    writer.upload(container, "video.mp4", file(content), bytes -> {});

    assertArrayEquals(content, blobs.getBlobClient("video.mp4").downloadContent().toBytes());
  }

  @Test
  void a_blob_is_written_with_its_type_and_replaced() {
    blobs.create();
    writer.write(container, "probe.txt", new byte[9], "text/plain");
    byte[] content = "ok".getBytes(StandardCharsets.UTF_8);

    writer.write(container, "probe.txt", content, "text/html");

    assertArrayEquals(content, blobs.getBlobClient("probe.txt").downloadContent().toBytes());
    assertEquals("text/html", blobs.getBlobClient("probe.txt").getProperties().getContentType());
    assertEquals(Optional.of(2L), writer.size(container, "probe.txt"));
  }

  @Test
  void what_is_absent_has_no_size() {
    assertEquals(Optional.empty(), writer.size(container, "video.mp4"), "no container");
    blobs.create();
    assertEquals(Optional.empty(), writer.size(container, "video.mp4"), "no blob");
  }

  @Test
  void a_missing_container_is_told_in_one_line() {
    assertIsOneLine(
        () -> writer.upload(container, "video.mp4", file(new byte[10]), bytes -> {}),
        "Container "
            + container.containerName()
            + " of amseast cannot take blob 'video.mp4': 404 ContainerNotFound");
  }

  @Test
  void a_file_that_is_not_there_is_told_in_one_line() {
    blobs.create();
    assertIsOneLine(
        () -> writer.upload(container, "video.mp4", directory.resolve("none.mp4"), bytes -> {}),
        "none.mp4");
  }

  @Test
  void an_account_that_cannot_be_reached_is_told_in_one_line() {
    Container dead = new Container("amsdead", "asset-1");
    assertIsOneLine(
        () -> writer.size(dead, "video.mp4"), "Container asset-1 of amsdead cannot tell of blob");
  }

  private void assertIsUploaded(int bytes) {
    blobs.create();
    byte[] content = new byte[bytes];
    new Random(bytes).nextBytes(content);
    LongAccumulator progress = new LongAccumulator(Math::max, 0);

    writer.upload(container, "ü video.mp4", file(content), progress::accumulate);

    assertArrayEquals(content, blobs.getBlobClient("ü video.mp4").downloadContent().toBytes());
    assertEquals(bytes, progress.get());
    assertEquals(Optional.of((long) bytes), writer.size(container, "ü video.mp4"));
  }

  private static void assertIsOneLine(Runnable call, String words) {
    AssetDataException failure = assertThrows(AssetDataException.class, call::run);
    assertTrue(failure.getMessage().contains(words), failure.getMessage());
    assertFalse(failure.getMessage().contains("\n"), failure.getMessage());
  }

  private Path file(byte[] content) {
    try {
      return Files.write(directory.resolve("source.mp4"), content);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
