package highavailability.local;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * What the proxy answers in place of the blob service.
 *
 * @param headers lines of their own, besides those that every answer has
 */
record StorageAnswer(int status, List<String> headers, String body) {

  /** An error as the blob service words it. */
  static StorageAnswer error(int status, String code, String message) {
    return new StorageAnswer(
        status,
        List.of("x-ms-error-code: " + code, "Content-Type: application/xml"),
        "<?xml version=\"1.0\" encoding=\"utf-8\"?><Error><Code>%s</Code><Message>%s</Message></Error>"
            .formatted(code, message));
  }

  byte[] bytes(String method) {
    byte[] content = body.getBytes(StandardCharsets.UTF_8);
    List<String> lines = new ArrayList<>();
    lines.add("HTTP/1.1 " + status + " Storage-Proxy");
    lines.addAll(headers);
    lines.add("x-ms-request-id: " + UUID.randomUUID());
    lines.add("x-ms-version: 2021-10-04");
    lines.add("Date: " + httpDate(ZonedDateTime.now(ZoneOffset.UTC)));
    lines.add("Content-Length: " + content.length);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(new HttpHead(lines).bytes());
    if (!method.equals("HEAD")) {
      bytes.writeBytes(content);
    }
    return bytes.toByteArray();
  }

  /** A moment as HTTP headers and listings have it. */
  static String httpDate(ZonedDateTime moment) {
    return DateTimeFormatter.RFC_1123_DATE_TIME.format(moment);
  }
}
