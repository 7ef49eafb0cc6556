package highavailability.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/**
 * A client's connection through a {@link TcpProxy}: two channels and what waits to be written to
 * each.
 */
final class ProxiedConnection {
  private static final int BUFFER_BYTES = 32 * 1024;

  private final SocketChannel client;
  private final SocketChannel target;
  private final Pipe toTarget;
  private final Pipe toClient;
  private boolean connected;

  private ProxiedConnection(SocketChannel client, SocketChannel target) {
    this.client = client;
    this.target = target;
    this.toTarget = new Pipe(client, target);
    this.toClient = new Pipe(target, client);
  }

  static void open(SocketChannel client, InetSocketAddress address, Selector selector)
      throws IOException {
    ProxiedConnection connection = new ProxiedConnection(client, SocketChannel.open());
    try {
      for (SocketChannel channel : new SocketChannel[] {client, connection.target}) {
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.register(selector, 0, connection);
      }
      connection.connected = connection.target.connect(address);
      connection.listenForWhatIsNext(selector);
    } catch (IOException e) {
      connection.reset();
    }
  }

  /** Moves what can be moved; a connection that fails is broken on both sides, and only it. */
  void serve(SelectionKey key) {
    try {
      if (!connected) {
        connected = target.finishConnect();
      }
      if (connected) {
        toTarget.move();
        toClient.move();
      }
      if (toTarget.ended && toClient.ended) {
        close();
      } else {
        listenForWhatIsNext(key.selector());
      }
    } catch (IOException e) {
      reset();
    }
  }

  private void listenForWhatIsNext(Selector selector) {
    if (!connected) {
      target.keyFor(selector).interestOps(SelectionKey.OP_CONNECT);
      return;
    }
    client.keyFor(selector).interestOps(toTarget.readInterest() | toClient.writeInterest());
    target.keyFor(selector).interestOps(toClient.readInterest() | toTarget.writeInterest());
  }

  /** Breaks both sides with a TCP reset, so that neither takes the end for a complete answer. */
  void reset() {
    for (SocketChannel channel : new SocketChannel[] {client, target}) {
      try {
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
      } catch (IOException e) {
        // Closed already: there is nothing left to reset.
        continue;
      }
      close(channel);
    }
  }

  private void close() {
    close(client);
    close(target);
  }

  private static void close(SocketChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One direction: what was read from one side and not yet written to the other. */
  private static final class Pipe {
    private final SocketChannel from;
    private final SocketChannel to;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    private boolean endRead;
    private boolean ended;

    Pipe(SocketChannel from, SocketChannel to) {
      this.from = from;
      this.to = to;
    }

    void move() throws IOException {
      while (!ended) {
        boolean moved = !endRead && buffer.hasRemaining() && read() > 0;
        buffer.flip();
        moved |= buffer.hasRemaining() && to.write(buffer) > 0;
        buffer.compact();
        if (endRead && buffer.position() == 0) {
          to.shutdownOutput();
          ended = true;
        }
        if (!moved) {
          return;
        }
      }
    }

    private int read() throws IOException {
      int count = from.read(buffer);
      endRead = count < 0;
      return count;
    }

    int readInterest() {
      return !endRead && buffer.hasRemaining() ? SelectionKey.OP_READ : 0;
    }

    int writeInterest() {
      return buffer.position() > 0 ? SelectionKey.OP_WRITE : 0;
    }
  }
}
