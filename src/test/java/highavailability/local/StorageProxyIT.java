package highavailability.local;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.blob.models.BlobErrorCode;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.BlobListDetails;
import com.azure.storage.blob.models.BlobProperties;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.models.CopyStatusType;
import com.azure.storage.blob.models.ListBlobsOptions;
import com.azure.storage.blob.options.BlobBeginCopyOptions;
import com.azure.storage.blob.sas.BlobContainerSasPermission;
import com.azure.storage.blob.sas.BlobServiceSasSignatureValues;
import com.azure.storage.common.policy.RequestRetryOptions;
import com.azure.storage.common.policy.RetryPolicyType;
import highavailability.emulator.Quota;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StorageProxyIT {
  private final Azurite azurite = SharedAzurite.azurite();
  private final StorageProxy proxy = StorageProxy.start(azurite.blobPort());
  private final CopyFaults faults = proxy.copies();
  private final BlobContainerClient source =
      container(azurite.connectionString(SharedAzurite.newAccount()));
  private final BlobContainerClient target =
      container(azurite.connectionString(SharedAzurite.newAccount(), proxy.port()));

  @AfterEach
  void clear() {
    proxy.restore();
    faults.copyProperly();
  }

  @AfterAll
  void stop() {
    proxy.close();
  }

  @Test
  void content_passes_unchanged_in_both_directions() {
    byte[] content = new byte[3_000_000];
    new Random(1).nextBytes(content);
    BlobClient blob = target.getBlobClient("a folder/ü+1.bin");

    blob.upload(BinaryData.fromBytes(content));

    assertArrayEquals(content, blob.downloadContent().toBytes());
    assertTrue(blob.exists());
    blob.delete();
    assertEquals(false, blob.exists());
  }

  @Test
  void copies_are_refused_as_often_as_told_and_done_then() {
    faults.refuseCopies(503, Quota.next(2));

    assertEquals(503, refusal("refused").getStatusCode());
    assertEquals(BlobErrorCode.SERVER_BUSY, refusal("refused").getErrorCode());
    copy("refused");

    assertEquals("refused", contentOf("refused"));
  }

  @Test
  void a_pending_copy_shows_as_pending_until_it_is_done() {
    target.getBlobClient("pending-b").upload(BinaryData.fromString("old"));
    faults.slowCopies(Duration.ofHours(1), Quota.all());

    copy("pending-b");

    BlobProperties properties = target.getBlobClient("pending-b").getProperties();
    assertEquals(CopyStatusType.PENDING, properties.getCopyStatus());
    assertEquals(0, properties.getBlobSize());
    BlobItem item = list("pending-").get(0);
    assertEquals(CopyStatusType.PENDING, item.getProperties().getCopyStatus());
    assertEquals(Map.of("origin", "test"), item.getMetadata());
    assertEquals(BlobErrorCode.PENDING_COPY_OPERATION, refusal("pending-b").getErrorCode());

    faults.copyProperly();

    awaitContent("pending-b");
    assertEquals(CopyStatusType.SUCCESS, list("pending-").get(0).getProperties().getCopyStatus());
  }

  @Test
  void pending_copies_stand_among_the_others_in_the_order_of_names() {
    for (String name : List.of("order-a", "order-c")) {
      target.getBlobClient(name).upload(BinaryData.fromString(name));
    }
    faults.slowCopies(Duration.ofHours(1), Quota.all());

    copy("order-b");
    copy("other");

    assertEquals(
        List.of("order-a", "order-b", "order-c"),
        list("order-").stream().map(BlobItem::getName).toList());
  }

  @Test
  void a_slow_copy_is_done_by_itself_when_its_time_is_over() {
    faults.slowCopies(Duration.ofMillis(300), Quota.next(1));

    copy("slow");

    awaitContent("slow");
  }

  @Test
  void a_failed_copy_shows_as_failed_and_can_be_started_again() {
    faults.failCopies(Duration.ZERO, Quota.next(1));

    copy("failed");
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> list("failed").get(0).getProperties().getCopyStatus() == CopyStatusType.FAILED);
    copy("failed");

    assertEquals("failed", contentOf("failed"));
  }

  @Test
  void a_pending_copy_stands_still_while_the_storage_is_cut_off() {
    faults.slowCopies(Duration.ofMillis(50), Quota.all());
    copy("outlasting");
    proxy.cut();
    assertThrows(
        ConnectException.class, () -> new Socket(InetAddress.getLoopbackAddress(), proxy.port()));

    proxy.restore();

    awaitContent("outlasting");
  }

  private static BlobContainerClient container(String connectionString) {
    BlobContainerClient container =
        new BlobServiceClientBuilder()
            .connectionString(connectionString)
            .retryOptions(
                new RequestRetryOptions(RetryPolicyType.FIXED, 1, (Integer) null, null, null, null))
            .buildClient()
            .getBlobContainerClient("asset");
    container.create();
    return container;
  }

  private BlobStorageException refusal(String name) {
    return assertThrows(BlobStorageException.class, () -> copy(name));
  }

  private void copy(String name) {
    source.getBlobClient(name).upload(BinaryData.fromString(name), true);
    String sas =
        source.generateSas(
            new BlobServiceSasSignatureValues(
                OffsetDateTime.now().plusHours(1),
                new BlobContainerSasPermission().setReadPermission(true)));
    target
        .getBlobClient(name)
        .beginCopy(
            new BlobBeginCopyOptions(source.getBlobClient(name).getBlobUrl() + "?" + sas)
                .setMetadata(Map.of("origin", "test")));
  }

  private List<BlobItem> list(String prefix) {
    return target
        .listBlobs(
            new ListBlobsOptions()
                .setPrefix(prefix)
                .setDetails(new BlobListDetails().setRetrieveMetadata(true).setRetrieveCopy(true)),
            Duration.ofSeconds(20))
        .stream()
        .toList();
  }

  private String contentOf(String name) {
    return target.getBlobClient(name).downloadContent().toString();
  }

  private void awaitContent(String name) {
    await().atMost(Duration.ofSeconds(20)).until(() -> contentOf(name).equals(name));
  }
}
