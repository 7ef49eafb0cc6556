package highavailability.azurestorage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.blob.models.BlobHttpHeaders;
import com.azure.storage.blob.models.BlobItem;
import highavailability.jobs.AssetDataCopier.Container;
import highavailability.jobs.AssetDataCopier.Progress;
import highavailability.jobs.AssetDataException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class BlobAssetDataCopierIT {
  private static final Map<String, StorageSecret> SECRETS =
      Map.of(
          "amseast",
          Azurites.newSecret(),
          "amswest",
          Azurites.newSecret(),
          "amsdead",
          new StorageSecret(
              "Dead", "AccountName=dead;AccountKey=c2VjcmV0;BlobEndpoint=http://127.0.0.1:1/dead"),
          "amssas",
          new StorageSecret(
              "Sas", "BlobEndpoint=https://x.example.com;SharedAccessSignature=sv=1&sig=abc"));

  private final BlobAssetDataCopier copier =
      new BlobAssetDataCopier(SECRETS::get, Azurites.NO_IDENTITY, Clock.systemUTC());
  private final String name = "asset-" + UUID.randomUUID();
  private final Container source = new Container("amseast", name);
  private final Container target = new Container("amswest", name + "-copy");
  private final BlobContainerClient sourceBlobs = raw(source);
  private final BlobContainerClient targetBlobs = raw(target);

  @Test
  void all_blobs_are_copied_with_their_content_and_type() {
    sourceBlobs.create();
    IntStream.range(0, 40).forEach(i -> upload("video_" + i + ".mp4", "content " + i));
    copyAll();
    for (int i = 0; i < 40; i++) {
      BlobClient copy = targetBlobs.getBlobClient("video_" + i + ".mp4");
      assertEquals("content " + i, copy.downloadContent().toString());
      assertEquals("video/mp4", copy.getProperties().getContentType());
    }
  }

  @Test
  void awkward_blob_names_and_a_source_with_metadata_are_copied() {
    sourceBlobs.create();
    for (String blob :
        new String[] {"sub folder/ü 🎬#1.mp4", "100%25+1.mp4", "a'b&c=d?e.mp4", "[x]{y}^~.mp4"}) {
      upload(blob, blob);
      blob(sourceBlobs, blob).setMetadata(Map.of("purpose", "test", "sourceetag", "stale"));
    }
    copyAll();
    assertEquals(contents(sourceBlobs), contents(targetBlobs));
    assertEquals(
        "test", blob(targetBlobs, "100%25+1.mp4").getProperties().getMetadata().get("purpose"));
  }

  @Test
  void an_empty_blob_is_copied() {
    sourceBlobs.create();
    upload("empty.ism", "");
    copyAll();
    assertEquals(0, targetBlobs.getBlobClient("empty.ism").getProperties().getBlobSize());
  }

  @Test
  void a_repeat_copies_nothing() {
    sourceBlobs.create();
    upload("a.mp4", "a");
    upload("b.mp4", "b");
    copyAll();
    Map<String, String> before = etags();
    assertEquals(new Progress(2, 2), copier.copy(source, target));
    assertEquals(before, etags());
  }

  @Test
  void a_changed_source_is_copied_again_and_the_rest_is_not() {
    sourceBlobs.create();
    upload("a.mp4", "old");
    upload("b.mp4", "b");
    copyAll();
    Map<String, String> before = etags();
    upload("a.mp4", "new");
    copyAll();
    assertEquals("new", targetBlobs.getBlobClient("a.mp4").downloadContent().toString());
    assertEquals(before.get("b.mp4"), etags().get("b.mp4"));
  }

  @Test
  void what_a_killed_call_left_is_completed_by_the_next() {
    sourceBlobs.create();
    upload("a.mp4", "a");
    upload("b.mp4", "b");
    upload("c.mp4", "c");
    copyAll();
    targetBlobs.getBlobClient("a.mp4").delete();
    targetBlobs.getBlobClient("b.mp4").upload(BinaryData.fromString("half"), true);
    String untouched = etags().get("c.mp4");
    copyAll();
    assertEquals(contents(sourceBlobs), contents(targetBlobs));
    assertEquals(untouched, etags().get("c.mp4"));
  }

  @Test
  void an_empty_source_is_not_complete() {
    sourceBlobs.create();
    Progress progress = copier.copy(source, target);
    assertEquals(new Progress(0, 0), progress);
    assertFalse(progress.isComplete());
  }

  @Test
  void callers_at_the_same_time_end_with_the_same_copy() {
    sourceBlobs.create();
    IntStream.range(0, 10).forEach(i -> upload(i + ".mp4", "content " + i));
    IntStream.range(0, 4).parallel().forEach(i -> copyAll());
    assertEquals(contents(sourceBlobs), contents(targetBlobs));
  }

  @Test
  void a_copy_is_the_source_of_the_next_copy() {
    sourceBlobs.create();
    upload("a.mp4", "a");
    copyAll();
    Container third = new Container("amseast", name + "-third");
    assertTrue(copier.copy(target, third).total() > 0);
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> copier.copy(target, third).isComplete());
    assertEquals(contents(sourceBlobs), contents(raw(third)));
  }

  @Test
  void a_missing_source_container_is_named() {
    AssetDataException failure =
        assertThrows(AssetDataException.class, () -> copier.copy(source, target));
    assertEquals("Container " + name + " of amseast does not exist.", failure.getMessage());
    assertFalse(targetBlobs.exists());
  }

  @Test
  void an_account_that_cannot_be_reached_is_named_in_one_line_without_its_key() {
    Container dead = new Container("amsdead", "c");
    AssetDataException failure =
        assertThrows(AssetDataException.class, () -> copier.copy(dead, target));
    assertTrue(
        failure.getMessage().startsWith("Container c of amsdead cannot be listed: "),
        failure.getMessage());
    assertFalse(failure.getMessage().contains("\n"));
    assertFalse(failure.getMessage().contains("c2VjcmV0"));
  }

  @Test
  void a_secret_that_cannot_sign_is_refused_by_name() {
    Container sas = new Container("amssas", "c");
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> copier.copy(sas, target));
    assertTrue(refusal.getMessage().startsWith("Secret Sas "), refusal.getMessage());
    assertFalse(refusal.getMessage().contains("sig=abc"));
  }

  @Test
  void a_container_is_not_copied_onto_itself() {
    assertThrows(IllegalArgumentException.class, () -> copier.copy(source, source));
  }

  private void copyAll() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> copier.copy(source, target).isComplete());
  }

  private void upload(String blob, String content) {
    blob(sourceBlobs, blob).upload(BinaryData.fromString(content), true);
    blob(sourceBlobs, blob).setHttpHeaders(new BlobHttpHeaders().setContentType("video/mp4"));
  }

  private Map<String, String> etags() {
    return targetBlobs.listBlobs().stream()
        .collect(Collectors.toMap(BlobItem::getName, b -> b.getProperties().getETag()));
  }

  private static Map<String, String> contents(BlobContainerClient container) {
    return container.listBlobs().stream()
        .collect(
            Collectors.toMap(
                BlobItem::getName, b -> blob(container, b.getName()).downloadContent().toString()));
  }

  private static BlobClient blob(BlobContainerClient container, String name) {
    return container.getBlobClient(name);
  }

  private static BlobContainerClient raw(Container container) {
    BlobServiceClient service =
        new BlobServiceClientBuilder()
            .connectionString(SECRETS.get(container.accountName()).value())
            .buildClient();
    return service.getBlobContainerClient(container.containerName());
  }
}
