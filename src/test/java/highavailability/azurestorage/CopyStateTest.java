package highavailability.azurestorage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.BlobItemProperties;
import com.azure.storage.blob.models.CopyStatusType;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CopyStateTest {
  private static final BlobItem SOURCE = blob("\"0x1\"", 10, null, null);

  @Test
  void a_blob_that_is_not_there_is_missing() {
    assertEquals(CopyState.MISSING, CopyState.of(SOURCE, Optional.empty()));
  }

  @Test
  void a_copy_of_the_same_version_and_size_is_complete() {
    assertEquals(CopyState.COMPLETE, of(10, CopyStatusType.SUCCESS, "0x1"));
    assertEquals(CopyState.COMPLETE, of(10, null, "0x1"));
  }

  @Test
  void a_pending_copy_is_left_alone_whatever_it_is_of() {
    assertEquals(CopyState.PENDING, of(0, CopyStatusType.PENDING, "0x0"));
  }

  @Test
  void a_copy_that_failed_or_was_aborted_is_missing() {
    assertEquals(CopyState.MISSING, of(10, CopyStatusType.FAILED, "0x1"));
    assertEquals(CopyState.MISSING, of(10, CopyStatusType.ABORTED, "0x1"));
  }

  @Test
  void another_version_or_size_or_an_unknown_origin_is_missing() {
    assertEquals(CopyState.MISSING, of(10, CopyStatusType.SUCCESS, "0x2"));
    assertEquals(CopyState.MISSING, of(9, CopyStatusType.SUCCESS, "0x1"));
    assertEquals(CopyState.MISSING, CopyState.of(SOURCE, Optional.of(blob("0x1", 10, null, null))));
  }

  private static CopyState of(long size, CopyStatusType status, String sourceEtag) {
    return CopyState.of(
        SOURCE, Optional.of(blob("0x9", size, status, Map.of(CopyState.SOURCE_ETAG, sourceEtag))));
  }

  private static BlobItem blob(
      String etag, long size, CopyStatusType status, Map<String, String> metadata) {
    return new BlobItem()
        .setName("video.mp4")
        .setMetadata(metadata)
        .setProperties(
            new BlobItemProperties().setETag(etag).setContentLength(size).setCopyStatus(status));
  }
}
