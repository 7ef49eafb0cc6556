package highavailability.local;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The lines of an HTTP/1.1 message before its body.
 *
 * @param lines the first line and the headers, as they came
 */
record HttpHead(List<String> lines) {
  private static final int MOST_BYTES = 64 * 1024;

  HttpHead {
    lines = List.copyOf(lines);
  }

  /**
   * Reads the next head.
   *
   * @return empty when the connection ended before it
   */
  static Optional<HttpHead> read(InputStream in) throws IOException {
    List<String> lines = new ArrayList<>();
    int bytes = 0;
    for (String line = readLine(in); line != null; line = readLine(in)) {
      bytes += line.length();
      if (bytes > MOST_BYTES) {
        throw new IOException("The head of the message is longer than " + MOST_BYTES + " bytes");
      }
      if (!line.isEmpty()) {
        lines.add(line);
      } else if (!lines.isEmpty()) {
        return Optional.of(new HttpHead(lines));
      }
    }
    if (!lines.isEmpty()) {
      throw new IOException("The connection ended within the head of a message");
    }
    return Optional.empty();
  }

  /** A line without its end; null when there is none. */
  static String readLine(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        return null;
      }
      if (line.size() > MOST_BYTES) {
        throw new IOException("A line is longer than " + MOST_BYTES + " bytes");
      }
      line.write(next);
    }
    return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
  }

  byte[] bytes() {
    return (String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
  }

  /** A request's method. */
  String method() {
    return lines.get(0).split(" ")[0];
  }

  /** A request's path and query. */
  String target() {
    String[] parts = lines.get(0).split(" ");
    return parts.length > 1 ? parts[1] : "";
  }

  /** A response's status. */
  int status() throws IOException {
    try {
      return Integer.parseInt(lines.get(0).split(" ")[1]);
    } catch (ArrayIndexOutOfBoundsException | NumberFormatException e) {
      throw new IOException("No status in '" + lines.get(0) + "'", e);
    }
  }

  Optional<String> header(String name) {
    return lines.stream().skip(1).filter(l -> isHeader(l, name)).findFirst().map(HttpHead::value);
  }

  /** The headers whose names begin so, as lines. */
  List<String> headersOf(String prefix) {
    return lines.stream()
        .skip(1)
        .filter(l -> l.regionMatches(true, 0, prefix, 0, prefix.length()))
        .toList();
  }

  HttpHead with(String name, String value) {
    List<String> changed = new ArrayList<>(without(name).lines);
    changed.add(name + ": " + value);
    return new HttpHead(changed);
  }

  HttpHead without(String name) {
    return new HttpHead(lines.stream().filter(l -> !isHeader(l, name)).toList());
  }

  boolean isChunked() {
    return header("Transfer-Encoding").filter("chunked"::equalsIgnoreCase).isPresent();
  }

  boolean endsConnection() {
    return header("Connection").filter("close"::equalsIgnoreCase).isPresent();
  }

  Optional<Long> contentLength() throws IOException {
    try {
      return header("Content-Length").map(Long::parseLong);
    } catch (NumberFormatException e) {
      throw new IOException("Content-Length is no number", e);
    }
  }

  private static boolean isHeader(String line, String name) {
    return line.regionMatches(true, 0, name + ":", 0, name.length() + 1);
  }

  static String value(String header) {
    return header.substring(header.indexOf(':') + 1).strip();
  }
}
