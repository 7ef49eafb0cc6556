package highavailability.emulator;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The region's HTTP server on one port, which can be shut, so that connections are refused, and
 * opened again.
 */
final class ApiListener implements Faults.Listener, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ApiListener.class);
  private static final String HOST = "127.0.0.1";

  private final InetSocketAddress address;
  private Executor executor;
  private HttpHandler handler;
  private HttpServer server;
  private Socket placeholder;
  private boolean open;
  private boolean ended;

  private ApiListener(HttpServer server) {
    this.server = server;
    this.address = server.getAddress();
  }

  static ApiListener bind(EmulatorOptions options) {
    try {
      return new ApiListener(
          HttpServer.create(new InetSocketAddress(InetAddress.getByName(HOST), options.port()), 0));
    } catch (IOException e) {
      throw new IllegalStateException(
          "The emulated region "
              + options.accountName()
              + " cannot listen on "
              + HOST
              + ":"
              + options.port()
              + " ("
              + e.getMessage()
              + "). End the program that uses this port, or choose another port.",
          e);
    }
  }

  /** Host and port. */
  String address() {
    return HOST + ":" + address.getPort();
  }

  synchronized void serve(HttpHandler newHandler, Executor newExecutor) {
    handler = newHandler;
    executor = newExecutor;
    start();
  }

  @Override
  public synchronized void open() {
    if (open || ended) {
      return;
    }
    try {
      letPortGo();
      server = HttpServer.create(address, 0);
      start();
    } catch (IOException e) {
      throw new IllegalStateException(
          "The region cannot listen on "
              + address()
              + " again ("
              + e.getMessage()
              + "). Another program took the port meanwhile: end it.",
          e);
    }
  }

  @Override
  public synchronized void shut() {
    if (open) {
      open = false;
      server.stop(0);
      keepPort();
    }
  }

  @Override
  public synchronized void close() {
    ended = true;
    if (open) {
      open = false;
      server.stop(0);
    }
    try {
      letPortGo();
    } catch (IOException e) {
      LOG.warn("{} stays taken until this program ends: {}", address(), e.toString());
    }
  }

  private void start() {
    server.setExecutor(executor);
    server.createContext("/", handler);
    server.start();
    open = true;
  }

  /** A socket that is bound but does not listen refuses connections and keeps others off. */
  private void keepPort() {
    try {
      placeholder = new Socket();
      placeholder.setReuseAddress(true);
      placeholder.bind(address);
    } catch (IOException e) {
      LOG.debug("{} is free for others while the API is down: {}", address(), e.toString());
    }
  }

  private void letPortGo() throws IOException {
    if (placeholder != null) {
      placeholder.close();
      placeholder = null;
    }
  }
}
