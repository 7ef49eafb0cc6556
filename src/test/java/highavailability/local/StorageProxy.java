package highavailability.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Stands in front of a blob service. It can be cut off like a {@link TcpProxy}, and server-side
 * copies into the storage accounts behind it can fail or take long, see {@link CopyFaults}. All
 * else passes unchanged.
 */
final class StorageProxy implements AutoCloseable {
  private static final int BACKLOG = 256;

  private final InetSocketAddress target;
  private final ServerSocket server;
  private final TcpProxy front;
  private final ExecutorService threads;
  private final CopyFaults copies;
  private volatile boolean cut;

  private StorageProxy(int targetPort) throws IOException {
    target = new InetSocketAddress(InetAddress.getLoopbackAddress(), targetPort);
    server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    threads =
        Executors.newCachedThreadPool(
            work -> {
              Thread thread = new Thread(work, "storage-proxy-to-" + targetPort);
              thread.setDaemon(true);
              return thread;
            });
    copies = new CopyFaults(target, () -> cut);
    front = TcpProxy.start(server.getLocalPort());
  }

  /** Starts a proxy on a free port in front of a blob service on this machine. */
  static StorageProxy start(int targetPort) {
    try {
      StorageProxy proxy = new StorageProxy(targetPort);
      proxy.threads.execute(proxy::accept);
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException("No proxy could be put in front of port " + targetPort, e);
    }
  }

  /**
   * The port that the proxy listens on; it stays the same over {@link #cut} and {@link #restore}.
   */
  int port() {
    return front.port();
  }

  /** Refuses new connections and breaks the open ones; copies that are pending stand still. */
  void cut() {
    cut = true;
    front.cut();
  }

  /** Listens on the same port again. */
  void restore() {
    front.restore();
    cut = false;
  }

  boolean isCut() {
    return cut;
  }

  /** What goes wrong with copies. */
  CopyFaults copies() {
    return copies;
  }

  @Override
  public void close() {
    front.close();
    copies.close();
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.shutdownNow();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = server.accept();
        threads.execute(new StorageConnection(client, target, copies));
      }
    } catch (IOException e) {
      if (!server.isClosed()) {
        throw new UncheckedIOException("The storage proxy ended", e);
      }
    }
  }
}
