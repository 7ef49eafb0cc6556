package highavailability.local;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Moves the body of an HTTP/1.1 message, part by part. */
final class HttpBody {
  private static final int BUFFER_BYTES = 32 * 1024;

  private HttpBody() {}

  /** Moves the body of a request as it is. */
  static void moveRequest(HttpHead head, InputStream in, OutputStream out) throws IOException {
    if (head.isChunked()) {
      moveChunks(in, out, true);
    } else {
      move(in, out, head.contentLength().orElse(0L));
    }
  }

  /**
   * Moves the body of a response that has one as it is.
   *
   * @return whether the connection can be used again
   */
  static boolean moveResponse(HttpHead head, InputStream in, OutputStream out) throws IOException {
    if (head.isChunked()) {
      moveChunks(in, out, true);
    } else if (head.contentLength().isPresent()) {
      move(in, out, head.contentLength().get());
    } else {
      in.transferTo(out);
      return false;
    }
    return true;
  }

  /** Moves the content of a response that has a body, without the lines that frame chunks. */
  static void moveContent(HttpHead head, InputStream in, OutputStream out) throws IOException {
    if (head.isChunked()) {
      moveChunks(in, out, false);
    } else {
      moveResponse(head, in, out);
    }
  }

  private static void moveChunks(InputStream in, OutputStream out, boolean framed)
      throws IOException {
    long size = -1;
    while (size != 0) {
      String line = line(in);
      size = Long.parseLong(line.split(";")[0].strip(), 16);
      if (framed) {
        write(out, line);
      }
      if (size > 0) {
        move(in, out, size);
        String end = line(in);
        if (framed) {
          write(out, end);
        }
      }
    }
    String trailer;
    do {
      trailer = line(in);
      if (framed) {
        write(out, trailer);
      }
    } while (!trailer.isEmpty());
    out.flush();
  }

  private static void move(InputStream in, OutputStream out, long bytes) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    long left = bytes;
    while (left > 0) {
      int count = in.read(buffer, 0, (int) Math.min(left, buffer.length));
      if (count < 0) {
        throw new EOFException("The connection ended within a body");
      }
      out.write(buffer, 0, count);
      out.flush();
      left -= count;
    }
  }

  private static String line(InputStream in) throws IOException {
    String line = HttpHead.readLine(in);
    if (line == null) {
      throw new EOFException("The connection ended within a body");
    }
    return line;
  }

  private static void write(OutputStream out, String line) throws IOException {
    out.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
  }
}
