package highavailability.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class KeyVaultSecretsIT {
  private static final String CHALLENGE =
      "Bearer authorization=\"https://login.microsoftonline.com/tenant\","
          + " resource=\"https://vault.azure.net\"";

  private final TokenCredential credential =
      context -> Mono.just(new AccessToken("token", OffsetDateTime.now().plusHours(1)));
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final CountDownLatch testIsOver = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer vault;

  @BeforeEach
  void start_vault() throws IOException {
    vault = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    vault.createContext("/secrets/", this::answer);
    vault.setExecutor(threads);
    vault.start();
  }

  @AfterEach
  void stop_vault() {
    testIsOver.countDown();
    vault.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    if (exchange.getRequestHeaders().getFirst("Authorization") == null) {
      exchange.getResponseHeaders().add("WWW-Authenticate", CHALLENGE);
      send(exchange, 401, "");
      return;
    }
    String name = exchange.getRequestURI().getPath().split("/")[2];
    asked.add(name);
    switch (name) {
      case "Known-Secret" ->
          send(
              exchange,
              200,
              "{\"value\":\" the value \\n\",\"id\":\"https://my-vault.vault.azure.net/secrets/Known-Secret/1\"}");
      case "Blank" -> send(exchange, 200, "{\"value\":\" \"}");
      case "Garbled" -> send(exchange, 200, "{\"value\":classified}");
      case "Forbidden" ->
          send(exchange, 403, "{\"error\":{\"code\":\"Forbidden\",\"message\":\"no\"}}");
      case "Busy" -> send(exchange, 503, "");
      case "Busy-Once" -> send(exchange, asked.size() == 1 ? 503 : 200, "{\"value\":\"late\"}");
      case "Silent" -> hang();
      default ->
          send(exchange, 404, "{\"error\":{\"code\":\"SecretNotFound\",\"message\":\"none\"}}");
    }
  }

  private void hang() {
    try {
      testIsOver.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void send(HttpExchange exchange, int status, String json) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Test
  void a_secret_is_read_with_the_identitys_token() {
    assertEquals(Optional.of("the value"), secrets(credential).find("Known-Secret"));
  }

  @Test
  void a_secret_that_is_absent_or_blank_is_none() {
    assertEquals(Optional.empty(), secrets(credential).find("Unknown"));
    assertEquals(Optional.empty(), secrets(credential).find("Blank"));
  }

  @Test
  void a_refusal_names_the_vault_the_secret_and_the_cure() {
    String text = failureOf("Forbidden");

    assertTrue(text.startsWith("Cannot read secret Forbidden in Key Vault my-vault: "), text);
    assertTrue(text.contains("Key Vault Secrets User"), text);
  }

  @Test
  void a_vault_that_is_busy_is_asked_again() {
    assertEquals(Optional.of("late"), secrets(credential).find("Busy-Once"));
  }

  @Test
  void a_vault_that_stays_busy_is_given_up() {
    assertEquals(
        "Cannot read secret Busy in Key Vault my-vault: the vault answered 503.",
        failureOf("Busy"));
    assertEquals(3, asked.size());
  }

  @Test
  void a_vault_that_does_not_answer_is_given_up() {
    assertEquals(
        "Cannot read secret Silent in Key Vault my-vault: no usable answer"
            + " (HttpTimeoutException).",
        failureOf("Silent"));
    assertEquals(3, asked.size());
  }

  @Test
  void an_answer_that_cannot_be_read_is_not_shown() {
    String text = failureOf("Garbled");

    assertTrue(text.contains("secret Garbled in Key Vault my-vault: no usable answer"), text);
    assertFalse(text.contains("classified"), text);
  }

  @Test
  void an_identity_without_token_is_told_in_one_line() {
    Secrets secrets =
        secrets(context -> Mono.error(new IllegalStateException("no identity endpoint")));

    String text =
        assertThrows(SecretAccessException.class, () -> secrets.find("Known-Secret")).getMessage();

    assertTrue(text.startsWith("Cannot read secret Known-Secret in Key Vault my-vault: "), text);
    assertEquals(1, text.lines().count());
  }

  private String failureOf(String name) {
    return assertThrows(SecretAccessException.class, () -> secrets(credential).find(name))
        .getMessage();
  }

  private Secrets secrets(TokenCredential identity) {
    HttpClient client = AzureHttp.client(Duration.ofMillis(700));
    return KeyVaultSecrets.in("my-vault", identity, new ToLocalVault(client), Duration.ofMillis(1));
  }

  /** Takes requests for the vault, which the SDK sends over https only, to the server here. */
  private final class ToLocalVault implements HttpClient {
    private final HttpClient client;

    ToLocalVault(HttpClient client) {
      this.client = client;
    }

    @Override
    public Mono<HttpResponse> send(HttpRequest request) {
      return client.send(local(request));
    }

    @Override
    public Mono<HttpResponse> send(HttpRequest request, Context context) {
      return client.send(local(request), context);
    }

    @Override
    public HttpResponse sendSync(HttpRequest request, Context context) {
      return client.sendSync(local(request), context);
    }

    private HttpRequest local(HttpRequest request) {
      URI uri = URI.create(request.getUrl().toString());
      assertEquals("my-vault.vault.azure.net", uri.getHost());
      return request
          .copy()
          .setUrl(
              "http://127.0.0.1:"
                  + vault.getAddress().getPort()
                  + uri.getRawPath()
                  + "?"
                  + uri.getRawQuery());
    }
  }
}
