package highavailability.local;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A copy that the blob service has not been asked for yet, or that failed on purpose. To clients it
 * is a blob without content whose copy is pending, or has failed.
 *
 * @param request the client's own, to be sent when the time has come
 * @param failure why the copy failed; empty while it is pending
 */
record PostponedCopy(
    UUID id, String blob, HttpHead request, ZonedDateTime since, Optional<String> failure) {
  private static final String METADATA = "x-ms-meta-";

  static PostponedCopy of(String blob, HttpHead request) {
    return new PostponedCopy(
        UUID.randomUUID(), blob, request, ZonedDateTime.now(ZoneOffset.UTC), Optional.empty());
  }

  PostponedCopy failed(String why) {
    return new PostponedCopy(id, blob, request, since, Optional.of(why));
  }

  boolean isPending() {
    return failure.isEmpty();
  }

  String status() {
    return isPending() ? "pending" : "failed";
  }

  String etag() {
    return "0x" + id.toString().replace("-", "").substring(0, 15).toUpperCase(Locale.ROOT);
  }

  /** The URL of the source without its signature, which only the service may know. */
  String source() {
    return request.header("x-ms-copy-source").orElse("").replaceAll("\\?.*", "");
  }

  Map<String, String> metadata() {
    Map<String, String> metadata = new LinkedHashMap<>();
    for (String line : request.headersOf(METADATA)) {
      metadata.put(line.substring(METADATA.length(), line.indexOf(':')), HttpHead.value(line));
    }
    return metadata;
  }

  StorageAnswer accepted() {
    return new StorageAnswer(
        202,
        List.of(
            "ETag: \"" + etag() + "\"",
            "Last-Modified: " + StorageAnswer.httpDate(since),
            "x-ms-copy-id: " + id,
            "x-ms-copy-status: pending"),
        "");
  }

  /** The answer to a look at the blob. */
  StorageAnswer properties() {
    List<String> headers = new ArrayList<>();
    headers.add("ETag: \"" + etag() + "\"");
    headers.add("Last-Modified: " + StorageAnswer.httpDate(since));
    headers.add("Content-Type: application/octet-stream");
    headers.add("Accept-Ranges: bytes");
    headers.add("x-ms-blob-type: BlockBlob");
    headers.add("x-ms-lease-state: available");
    headers.add("x-ms-lease-status: unlocked");
    headers.add("x-ms-copy-id: " + id);
    headers.add("x-ms-copy-source: " + source());
    headers.add("x-ms-copy-status: " + status());
    headers.add("x-ms-copy-progress: 0/0");
    failure.ifPresent(why -> headers.add("x-ms-copy-status-description: " + why));
    headers.addAll(request.headersOf(METADATA));
    return new StorageAnswer(200, headers, "");
  }
}
