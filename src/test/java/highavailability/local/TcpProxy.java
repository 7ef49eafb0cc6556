package highavailability.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/**
 * Stands on a loopback port in front of another one and can be cut off: then new connections are
 * refused and the open ones break, as with a storage account whose region is gone. One thread
 * serves all connections.
 */
public final class TcpProxy implements AutoCloseable {
  private static final int BACKLOG = 256;
  private static final long COMMAND_TIMEOUT_SECONDS = 10;

  private final InetSocketAddress target;
  private final Selector selector;
  private final int port;
  private final Queue<Runnable> commands = new ConcurrentLinkedQueue<>();
  private final Thread thread;
  private ServerSocketChannel server;

  private TcpProxy(int targetPort) throws IOException {
    target = new InetSocketAddress(InetAddress.getLoopbackAddress(), targetPort);
    selector = Selector.open();
    server = listen(0);
    port = ((InetSocketAddress) server.getLocalAddress()).getPort();
    thread = new Thread(this::run, "tcp-proxy-" + port + "-to-" + targetPort);
    thread.setDaemon(true);
  }

  /** Starts a proxy on a free port in front of a port of this machine. */
  public static TcpProxy start(int targetPort) {
    try {
      TcpProxy proxy = new TcpProxy(targetPort);
      proxy.thread.start();
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException("No proxy could be put in front of port " + targetPort, e);
    }
  }

  /**
   * The port that the proxy listens on; it stays the same over {@link #cut} and {@link #restore}.
   */
  public int port() {
    return port;
  }

  /** Refuses new connections and breaks the open ones; they are broken when this returns. */
  public void cut() {
    execute(this::closeAll);
  }

  /** Listens on the same port again. */
  public void restore() {
    execute(
        () -> {
          if (!server.isOpen()) {
            server = listen(port);
          }
        });
  }

  /** Breaks everything off for good. */
  @Override
  public void close() {
    if (!thread.isAlive()) {
      return;
    }
    execute(
        () -> {
          closeAll();
          selector.close();
        });
  }

  private ServerSocketChannel listen(int wanted) throws IOException {
    ServerSocketChannel channel = ServerSocketChannel.open();
    try {
      channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted), BACKLOG);
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_ACCEPT);
      return channel;
    } catch (BindException e) {
      channel.close();
      throw new IOException("Port " + wanted + " was taken by another program meanwhile", e);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private void closeAll() throws IOException {
    for (SelectionKey key : selector.keys()) {
      if (key.attachment() instanceof ProxiedConnection connection) {
        connection.reset();
      }
    }
    server.close();
    // A closed channel keeps its port until the selector lets go of its key.
    selector.selectNow();
  }

  /** Runs the command on the selector's thread, which owns all channels, and waits for its end. */
  private void execute(Command command) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    commands.add(
        () -> {
          try {
            command.run();
            done.complete(null);
          } catch (IOException | RuntimeException e) {
            done.completeExceptionally(e);
          }
        });
    selector.wakeup();
    done.orTimeout(COMMAND_TIMEOUT_SECONDS, TimeUnit.SECONDS).join();
  }

  private void run() {
    try {
      while (selector.isOpen()) {
        selector.select();
        for (Runnable command = commands.poll(); command != null; command = commands.poll()) {
          command.run();
        }
        if (selector.isOpen()) {
          serveReadyChannels();
        }
      }
    } catch (ClosedSelectorException e) {
      // Closed between two steps: the end that was asked for.
      return;
    } catch (IOException e) {
      throw new UncheckedIOException("The proxy on port " + port + " ended", e);
    }
  }

  private void serveReadyChannels() throws IOException {
    for (SelectionKey key : selector.selectedKeys()) {
      if (!key.isValid()) {
        continue;
      }
      if (key.isAcceptable()) {
        accept();
      } else {
        ((ProxiedConnection) key.attachment()).serve(key);
      }
    }
    selector.selectedKeys().clear();
  }

  private void accept() throws IOException {
    for (SocketChannel client = server.accept(); client != null; client = server.accept()) {
      ProxiedConnection.open(client, target, selector);
    }
  }

  /** A change that only the selector's thread may make. */
  private interface Command {
    void run() throws IOException;
  }
}
