package highavailability.local;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A client's connection through a {@link StorageProxy}: one request after the other, each over a
 * new connection to the service, so that none meets one that the service has just closed.
 */
final class StorageConnection implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(StorageConnection.class);
  private static final int TIMEOUT_MILLIS = 60_000;

  private final Socket client;
  private final InetSocketAddress target;
  private final CopyFaults copies;

  StorageConnection(Socket client, InetSocketAddress target, CopyFaults copies) {
    this.client = client;
    this.target = target;
    this.copies = copies;
  }

  @Override
  public void run() {
    try (client) {
      client.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(client.getInputStream());
      OutputStream out = new BufferedOutputStream(client.getOutputStream());
      boolean open = true;
      while (open) {
        Optional<HttpHead> request = HttpHead.read(in);
        open = request.isPresent() && serve(request.get(), in, out);
      }
    } catch (IOException | RuntimeException e) {
      LOG.debug("A connection to storage broke: {}", e.toString());
    }
  }

  /** Answers one request, and says whether another one may follow. */
  private boolean serve(HttpHead request, InputStream in, OutputStream out) throws IOException {
    Optional<StorageAnswer> own = copies.answerTo(request);
    if (own.isPresent()) {
      HttpBody.moveRequest(request, in, OutputStream.nullOutputStream());
      out.write(own.get().bytes(request.method()));
      out.flush();
      return !request.endsConnection();
    }
    try (Socket service = new Socket()) {
      service.connect(target, TIMEOUT_MILLIS);
      service.setSoTimeout(TIMEOUT_MILLIS);
      service.setTcpNoDelay(true);
      // A reset leaves no waiting port behind; thousands of those would use up all ports.
      service.setSoLinger(true, 0);
      OutputStream toService = new BufferedOutputStream(service.getOutputStream());
      toService.write(request.bytes());
      HttpBody.moveRequest(request, in, toService);
      toService.flush();
      return answer(request, new BufferedInputStream(service.getInputStream()), out)
          && !request.endsConnection();
    }
  }

  private boolean answer(HttpHead request, InputStream fromService, OutputStream out)
      throws IOException {
    HttpHead response = readHead(fromService);
    while (response.status() / 100 == 1) {
      out.write(response.bytes());
      out.flush();
      response = readHead(fromService);
    }
    boolean hasBody =
        !request.method().equals("HEAD") && response.status() != 204 && response.status() != 304;
    if (hasBody && response.status() == 200 && copies.changeListing(request)) {
      ByteArrayOutputStream listing = new ByteArrayOutputStream();
      HttpBody.moveContent(response, fromService, listing);
      byte[] changed = copies.listing(request, listing.toByteArray());
      out.write(
          response
              .without("Transfer-Encoding")
              .with("Content-Length", Integer.toString(changed.length))
              .bytes());
      out.write(changed);
      out.flush();
      return !response.endsConnection();
    }
    out.write(response.bytes());
    boolean reusable = !hasBody || HttpBody.moveResponse(response, fromService, out);
    out.flush();
    return reusable && !response.endsConnection();
  }

  private static HttpHead readHead(InputStream fromService) throws IOException {
    return HttpHead.read(fromService)
        .orElseThrow(() -> new IOException("The service ended the connection without an answer"));
  }
}
