package highavailability.azurestorage;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.policy.ExponentialBackoffOptions;
import com.azure.core.http.policy.RetryOptions;
import com.azure.data.tables.TableServiceClient;
import com.azure.data.tables.TableServiceClientBuilder;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.common.policy.RequestRetryOptions;
import com.azure.storage.common.policy.RetryPolicyType;
import com.azure.storage.queue.QueueMessageEncoding;
import com.azure.storage.queue.QueueServiceClient;
import com.azure.storage.queue.QueueServiceClientBuilder;
import highavailability.http.HttpClients;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Makes the SDK's clients, all with the same timeouts and the same short retries: a redelivered
 * message is the longer retry.
 */
final class StorageClients {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(15);
  private static final Duration READ_TIMEOUT = Duration.ofSeconds(30);
  private static final int TRY_TIMEOUT_SECONDS = 30;
  private static final int TRIES = 3;
  private static final Duration FIRST_DELAY = Duration.ofMillis(300);
  private static final Duration LONGEST_DELAY = Duration.ofSeconds(2);

  private static final HttpClient HTTP =
      HttpClients.create(CONNECT_TIMEOUT, RESPONSE_TIMEOUT, READ_TIMEOUT);

  private StorageClients() {}

  static TableServiceClient tables(StorageSecret secret, Supplier<TokenCredential> credential) {
    TableServiceClientBuilder builder =
        new TableServiceClientBuilder()
            .httpClient(HTTP)
            .addPolicy(new UnreachableStoragePolicy(secret.name()))
            .addPolicy(new XmlRefusalPolicy())
            .retryOptions(
                new RetryOptions(
                    new ExponentialBackoffOptions()
                        .setMaxRetries(TRIES - 1)
                        .setBaseDelay(FIRST_DELAY)
                        .setMaxDelay(LONGEST_DELAY)));
    return build(
        secret,
        value ->
            secret.isServiceUri()
                ? builder.endpoint(value).credential(credential.get()).buildClient()
                : builder.connectionString(value).buildClient(),
        TableServiceClient::getServiceEndpoint);
  }

  static QueueServiceClient queues(StorageSecret secret, Supplier<TokenCredential> credential) {
    return queues(secret, credential, QueueMessageEncoding.BASE64);
  }

  /** Queues whose messages are handed on as they stand on the wire. */
  static QueueServiceClient queuesAsIs(StorageSecret secret, Supplier<TokenCredential> credential) {
    return queues(secret, credential, QueueMessageEncoding.NONE);
  }

  private static QueueServiceClient queues(
      StorageSecret secret, Supplier<TokenCredential> credential, QueueMessageEncoding encoding) {
    QueueServiceClientBuilder builder =
        new QueueServiceClientBuilder()
            .httpClient(HTTP)
            .addPolicy(new UnreachableStoragePolicy(secret.name()))
            .retryOptions(retries())
            .messageEncoding(encoding);
    return build(
        secret,
        value ->
            secret.isServiceUri()
                ? builder.endpoint(value).credential(credential.get()).buildClient()
                : builder.connectionString(value).buildClient(),
        QueueServiceClient::getQueueServiceUrl);
  }

  static BlobServiceClient blobs(StorageSecret secret, Supplier<TokenCredential> credential) {
    BlobServiceClientBuilder builder =
        new BlobServiceClientBuilder()
            .httpClient(HTTP)
            .addPolicy(new UnreachableStoragePolicy(secret.name()))
            .retryOptions(retries());
    return build(
        secret,
        value ->
            secret.isServiceUri()
                ? builder.endpoint(value).credential(credential.get()).buildClient()
                : builder.connectionString(value).buildClient(),
        BlobServiceClient::getAccountUrl);
  }

  private static RequestRetryOptions retries() {
    return new RequestRetryOptions(
        RetryPolicyType.EXPONENTIAL,
        TRIES,
        TRY_TIMEOUT_SECONDS,
        FIRST_DELAY.toMillis(),
        LONGEST_DELAY.toMillis(),
        null);
  }

  private static <T> T build(
      StorageSecret secret, Function<String, T> make, Function<T, String> endpointOf) {
    String value = secret.value().strip();
    if (secret.isServiceUri()) {
      requirePlainServiceUri(secret, value);
    } else if (!value.contains("=") || value.contains("://") && !value.contains(";")) {
      throw new IllegalArgumentException(
          "Secret "
              + secret.name()
              + " must be a storage connection string or the https URI of the storage service.");
    }
    T client;
    try {
      client = make.apply(value);
    } catch (IllegalArgumentException | NullPointerException e) {
      // The SDK may quote the connection string, so its words and the cause stay out.
      throw new IllegalArgumentException(
          "Secret "
              + secret.name()
              + " is no valid storage connection string; copy it again from the storage account's access keys.");
    }
    requireHttpsUnlessLoopback(secret, URI.create(endpointOf.apply(client)));
    return client;
  }

  private static void requirePlainServiceUri(StorageSecret secret, String value) {
    try {
      URI uri = new URI(value);
      if (uri.getHost() != null && uri.getRawQuery() == null && uri.getRawUserInfo() == null) {
        return;
      }
    } catch (URISyntaxException e) {
      // Falls through: the value, which may hold a SAS, must not be quoted.
    }
    throw new IllegalArgumentException(
        "Secret "
            + secret.name()
            + " must be a service URI such as https://account.table.core.windows.net without a query; the app signs in with its identity.");
  }

  private static void requireHttpsUnlessLoopback(StorageSecret secret, URI endpoint) {
    if ("https".equalsIgnoreCase(endpoint.getScheme()) || isLoopback(endpoint.getHost())) {
      return;
    }
    throw new IllegalArgumentException(
        "Secret "
            + secret.name()
            + " names the endpoint "
            + endpoint.getScheme()
            + "://"
            + endpoint.getHost()
            + "; plain http is for loopback hosts only, use https.");
  }

  private static boolean isLoopback(String host) {
    Objects.requireNonNull(host, "host");
    if (host.equalsIgnoreCase("localhost")) {
      return true;
    }
    // Only literals: a name is never looked up here.
    if (!host.matches("[0-9.]+|\\[?[0-9a-fA-F:]+]?")) {
      return false;
    }
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
