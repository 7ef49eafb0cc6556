package highavailability.azurestorage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.azure.core.credential.TokenCredential;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

class StorageClientsTest {
  private static final Supplier<TokenCredential> IDENTITY = () -> request -> Mono.empty();
  private static final Supplier<TokenCredential> NO_IDENTITY =
      () -> {
        throw new AssertionError("A connection string needs no identity");
      };
  private static final String KEY = "c2VjcmV0a2V5";

  @Test
  void a_connection_string_needs_no_identity() {
    StorageSecret secret = secret(connectionString("https", "core.windows.net"));
    assertEquals(
        "https://account.table.core.windows.net",
        StorageClients.tables(secret, NO_IDENTITY).getServiceEndpoint());
    assertEquals(
        "https://account.queue.core.windows.net",
        StorageClients.queues(secret, NO_IDENTITY).getQueueServiceUrl());
    assertEquals(
        "https://account.blob.core.windows.net",
        StorageClients.blobs(secret, NO_IDENTITY).getAccountUrl());
  }

  @Test
  void a_service_uri_is_signed_in_to_with_the_identity() {
    assertEquals(
        "https://account.table.cosmos.azure.com",
        StorageClients.tables(secret("https://account.table.cosmos.azure.com"), IDENTITY)
            .getServiceEndpoint());
    assertEquals(
        "https://account.queue.core.windows.net",
        StorageClients.queues(secret(" https://account.queue.core.windows.net\n"), IDENTITY)
            .getQueueServiceUrl());
    assertEquals(
        "https://account.blob.core.windows.net",
        StorageClients.blobs(secret("https://account.blob.core.windows.net"), IDENTITY)
            .getAccountUrl());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "http://account.table.core.windows.net",
        "http://127.0.0.1:10002/account?x=1",
        "https://account.table.core.windows.net?sig=" + KEY,
        "https://user:" + KEY + "@account.table.core.windows.net",
        "https://",
        "AccountName=account;AccountKey=",
        "AccountKey=" + KEY,
        "DefaultEndpointsProtocol=http;AccountName=account;AccountKey="
            + KEY
            + ";EndpointSuffix=core.windows.net",
        "DefaultEndpointsProtocol=http;AccountName=account;AccountKey="
            + KEY
            + ";TableEndpoint=http://localhost.example.com:10002/account"
      })
  void a_secret_of_no_use_is_named_but_not_quoted(String value) {
    StorageSecret secret = secret(value);
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> StorageClients.tables(secret, IDENTITY));
    assertTrue(refusal.getMessage().startsWith("Secret TheSecret "), refusal.getMessage());
    assertFalse(refusal.getMessage().contains(KEY), refusal.getMessage());
    assertEquals(null, refusal.getCause());
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "127.0.0.1", "[::1]"})
  void plain_http_is_taken_for_loopback_hosts(String host) {
    StorageSecret secret =
        secret(
            "AccountName=account;AccountKey=%s;TableEndpoint=http://%s:10002/account"
                .formatted(KEY, host));
    assertEquals(
        "http://" + host + ":10002/account",
        StorageClients.tables(secret, NO_IDENTITY).getServiceEndpoint());
  }

  @Test
  void a_secret_does_not_tell_its_value() {
    assertFalse(secret(KEY).toString().contains(KEY));
  }

  private static String connectionString(String protocol, String suffix) {
    return "DefaultEndpointsProtocol=%s;AccountName=account;AccountKey=%s;EndpointSuffix=%s"
        .formatted(protocol, KEY, suffix);
  }

  private static StorageSecret secret(String value) {
    return new StorageSecret("TheSecret", value);
  }
}
