package highavailability.mediaservices;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.policy.HttpPipelinePolicy;
import com.azure.core.http.policy.RequestIdPolicy;
import com.azure.core.http.policy.UserAgentPolicy;
import highavailability.http.HttpClients;
import highavailability.mediaservices.MediaServiceInstanceConfiguration.Authentication;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** Builds the HTTP pipeline of one instance. */
final class MediaServicesPipeline {
  private static final String USER_AGENT = "media-services-high-availability";

  private final HttpClient httpClient;
  private final TokenCredential identity;
  private final Function<String, String> secrets;
  private final MediaServiceCallLimits limits;
  private final Consumer<MediaServiceCall> recorder;
  private final Clock clock;

  MediaServicesPipeline(
      HttpClient httpClient,
      TokenCredential identity,
      Function<String, String> secrets,
      MediaServiceCallLimits limits,
      Consumer<MediaServiceCall> recorder,
      Clock clock) {
    this.httpClient = httpClient;
    this.identity = identity;
    this.secrets = secrets;
    this.limits = limits;
    this.recorder = recorder;
    this.clock = clock;
  }

  /** The JDK's client with these limits; one for all instances. */
  static HttpClient httpClient(MediaServiceCallLimits limits) {
    return HttpClients.create(
        limits.connectTimeout(), limits.responseTimeout(), limits.responseTimeout());
  }

  HttpPipeline create(MediaServiceInstanceConfiguration configuration) {
    URI endpoint =
        InstanceEndpoint.requireValid(configuration.accountName(), configuration.endpoint());
    List<HttpPipelinePolicy> policies = new ArrayList<>();
    policies.add(new UserAgentPolicy(USER_AGENT));
    policies.add(new RequestIdPolicy());
    policies.add(new CallTimeoutPolicy(limits.callTimeout()));
    policies.add(new ShortRetryPolicy(limits));
    if (configuration.authentication() == Authentication.API_KEY) {
      policies.add(
          new ApiKeyTokenPolicy(
              endpoint,
              configuration.subscriptionId(),
              apiKey(configuration),
              tokenPipeline(configuration),
              clock));
    } else if (endpoint.getScheme().equalsIgnoreCase("https")) {
      policies.add(new IdentityTokenPolicy(identity, endpoint));
    }
    policies.add(recording(configuration));
    return pipeline(policies);
  }

  // A request for a token is a call to the instance as well: without it, an instance that is down
  // would never be called, and so would look healthy.
  private HttpPipeline tokenPipeline(MediaServiceInstanceConfiguration configuration) {
    return pipeline(
        List.of(new UserAgentPolicy(USER_AGENT), new RequestIdPolicy(), recording(configuration)));
  }

  private HttpPipeline pipeline(List<HttpPipelinePolicy> policies) {
    return new HttpPipelineBuilder()
        .httpClient(httpClient)
        .policies(policies.toArray(HttpPipelinePolicy[]::new))
        .build();
  }

  private MediaServiceCallRecordingPolicy recording(
      MediaServiceInstanceConfiguration configuration) {
    return new MediaServiceCallRecordingPolicy(configuration.accountName(), recorder, clock);
  }

  private Supplier<String> apiKey(MediaServiceInstanceConfiguration configuration) {
    String secretName =
        configuration
            .apiKeySecretName()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "Instance '"
                            + configuration.accountName()
                            + "' of AMSConfiguration signs in with an API key but has no"
                            + " ApiKeySecretName; name the secret that holds the key."));
    return () -> {
      String key = secrets.apply(secretName);
      if (key == null || key.isBlank()) {
        throw new CallNotSentException(
            "the secret '" + secretName + "' with the API key is missing",
            OptionalInt.empty(),
            null);
      }
      return key;
    };
  }
}
