package highavailability.azurestorage;

import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.CopyStatusType;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** How far the copy of one blob is, told by what the two containers list. */
enum CopyState {
  /** The target has all of the source's current content. */
  COMPLETE,
  /** The service is copying. */
  PENDING,
  /** To be started, for the first time or again. */
  MISSING;

  /**
   * Metadata of a target blob: the source's ETag when the copy was started. Size alone would take a
   * changed source for an old one, and a copied blob need not have an MD5.
   */
  static final String SOURCE_ETAG = "sourceetag";

  static CopyState of(BlobItem source, Optional<BlobItem> target) {
    if (target.isEmpty()) {
      return MISSING;
    }
    CopyStatusType status = target.get().getProperties().getCopyStatus();
    if (status == CopyStatusType.PENDING) {
      return PENDING;
    }
    boolean ended = status == null || status == CopyStatusType.SUCCESS;
    return ended && sameSize(source, target.get()) && isFrom(source, target.get())
        ? COMPLETE
        : MISSING;
  }

  /** An ETag without quotes: listings and answers differ in them. */
  static String etagOf(BlobItem blob) {
    return blob.getProperties().getETag().replace("\"", "");
  }

  private static boolean sameSize(BlobItem source, BlobItem target) {
    return Objects.equals(
        source.getProperties().getContentLength(), target.getProperties().getContentLength());
  }

  private static boolean isFrom(BlobItem source, BlobItem target) {
    Map<String, String> metadata = target.getMetadata();
    return metadata != null
        && metadata.entrySet().stream()
            .anyMatch(
                e ->
                    e.getKey().equalsIgnoreCase(SOURCE_ETAG)
                        && e.getValue().equals(etagOf(source)));
  }
}
