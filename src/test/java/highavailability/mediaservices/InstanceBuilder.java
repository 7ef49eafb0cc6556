package highavailability.mediaservices;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import highavailability.jobs.Pause;
import highavailability.mediaservices.MediaServiceInstanceConfiguration.Authentication;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** An instance with defaults for everything that a test does not care about. */
final class InstanceBuilder {
  static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
  static final MediaServiceCallLimits QUICK =
      new MediaServiceCallLimits(
          Duration.ofSeconds(1),
          Duration.ofMillis(300),
          Duration.ofSeconds(5),
          Duration.ofMillis(1),
          Duration.ofSeconds(1));

  final List<MediaServiceCall> calls = new CopyOnWriteArrayList<>();
  private String subscriptionId = "sub-1";
  private String resourceGroup = "group-1";
  private String accountName = "amseast";
  private HttpClient httpClient;
  private Consumer<MediaServiceCall> recorder = calls::add;
  private MediaServiceCallLimits limits = QUICK;
  private URI endpoint = URI.create("http://localhost:1");
  private Authentication authentication = Authentication.MANAGED_IDENTITY;
  private Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
  private Pause pause = wait -> {};
  private TokenCredential identity =
      request ->
          Mono.just(
              new AccessToken(
                  "identity-token:" + String.join(",", request.getScopes()),
                  OffsetDateTime.now(Clock.systemUTC()).plusHours(1)));
  private Function<String, String> secrets = Map.of("ApiKey", "the-api-key")::get;

  InstanceBuilder account(String subscription, String group, String name) {
    this.subscriptionId = subscription;
    this.resourceGroup = group;
    this.accountName = name;
    return this;
  }

  InstanceBuilder httpClient(HttpClient client) {
    this.httpClient = client;
    return this;
  }

  InstanceBuilder limits(MediaServiceCallLimits value) {
    this.limits = value;
    return this;
  }

  InstanceBuilder endpoint(String value) {
    this.endpoint = URI.create(value);
    return this;
  }

  InstanceBuilder apiKey() {
    this.authentication = Authentication.API_KEY;
    return this;
  }

  InstanceBuilder clock(Clock value) {
    this.clock = value;
    return this;
  }

  InstanceBuilder identity(TokenCredential value) {
    this.identity = value;
    return this;
  }

  InstanceBuilder recorder(Consumer<MediaServiceCall> value) {
    this.recorder = value;
    return this;
  }

  InstanceBuilder secrets(Function<String, String> value) {
    this.secrets = value;
    return this;
  }

  InstanceBuilder pause(Pause value) {
    this.pause = value;
    return this;
  }

  MediaServiceInstance build() {
    return buildAll().get(accountName);
  }

  MediaServiceAdministration buildAdministration() {
    return buildAll().administrationOf(accountName);
  }

  AzureMediaServiceInstances buildAll() {
    HttpClient client = httpClient == null ? MediaServicesPipeline.httpClient(limits) : httpClient;
    return new AzureMediaServiceInstances(
        List.of(
            new MediaServiceInstanceConfiguration(
                subscriptionId,
                resourceGroup,
                accountName,
                endpoint,
                authentication,
                Optional.of("ApiKey"),
                Optional.empty())),
        new MediaServicesPipeline(client, identity, secrets, limits, recorder, clock),
        pause,
        clock);
  }
}
