package highavailability.local;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TcpProxyIT {
  private HttpServer server;
  private TcpProxy proxy;

  @BeforeEach
  void startEchoBehindProxy() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    proxy = TcpProxy.start(server.getAddress().getPort());
  }

  @AfterEach
  void stop() {
    proxy.close();
    server.stop(0);
  }

  @Test
  void bytes_pass_unchanged_in_both_directions() throws Exception {
    byte[] body = new byte[3_000_000];
    new Random(1).nextBytes(body);

    assertArrayEquals(body, post(HttpClient.newHttpClient(), body));
  }

  @Test
  void many_connections_are_open_at_once() throws Exception {
    List<Socket> idle = new ArrayList<>();
    try {
      for (int i = 0; i < 200; i++) {
        idle.add(new Socket(InetAddress.getLoopbackAddress(), proxy.port()));
      }

      assertArrayEquals(new byte[] {1}, post(HttpClient.newHttpClient(), new byte[] {1}));
    } finally {
      for (Socket socket : idle) {
        socket.close();
      }
    }
  }

  @Test
  void a_cut_breaks_open_connections_and_refuses_new_ones() throws Exception {
    try (Socket open = new Socket(InetAddress.getLoopbackAddress(), proxy.port())) {
      open.setSoTimeout(10_000);
      open.getOutputStream()
          .write("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nhalf".getBytes());

      proxy.cut();

      assertThrows(IOException.class, () -> readToEnd(open));
      assertThrows(
          ConnectException.class, () -> new Socket(InetAddress.getLoopbackAddress(), proxy.port()));
    }
  }

  @Test
  void after_restore_the_same_port_serves_again() throws Exception {
    int port = proxy.port();
    HttpClient client = HttpClient.newHttpClient();
    post(client, new byte[] {1});

    proxy.cut();
    proxy.cut();
    proxy.restore();
    proxy.restore();

    assertEquals(port, proxy.port());
    assertArrayEquals(new byte[] {2}, post(client, new byte[] {2}));
  }

  @Test
  void a_target_that_is_gone_breaks_the_connection_only() throws Exception {
    server.stop(0);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port())) {
      socket.setSoTimeout(10_000);

      assertThrows(IOException.class, () -> readToEnd(socket));
    }
    proxy.cut();
    proxy.restore();
  }

  private static void readToEnd(Socket socket) throws IOException {
    if (socket.getInputStream().read() < 0) {
      throw new IOException("closed");
    }
  }

  private byte[] post(HttpClient client, byte[] body) throws Exception {
    return client
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + proxy.port() + "/"))
                .timeout(Duration.ofSeconds(20))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build(),
            BodyHandlers.ofByteArray())
        .body();
  }
}
