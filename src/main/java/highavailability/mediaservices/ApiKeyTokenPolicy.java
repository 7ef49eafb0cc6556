package highavailability.mediaservices;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import highavailability.jobs.Json;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Signs calls with a token that the instance gives for an API key. A token is kept until shortly
 * before it expires; several calls that need a new one wait for the same request.
 */
final class ApiKeyTokenPolicy implements HttpPipelinePolicy {
  private final URI tokenUri;
  private final String subscriptionId;
  private final Supplier<String> apiKey;
  private final HttpPipeline pipeline;
  private final Clock clock;
  private final Mono<ApiKeyToken> token;
  private volatile ApiKeyToken rejected;

  /**
   * Takes what a token is asked for with.
   *
   * @param apiKey looks the key up; asked for every new token, so a changed key is noticed
   * @param pipeline sends the requests for tokens
   */
  ApiKeyTokenPolicy(
      URI endpoint,
      String subscriptionId,
      Supplier<String> apiKey,
      HttpPipeline pipeline,
      Clock clock) {
    this.tokenUri = URI.create(endpoint.toString().replaceFirst("/+$", "") + "/auth/token");
    this.subscriptionId = subscriptionId;
    this.apiKey = apiKey;
    this.pipeline = pipeline;
    this.clock = clock;
    this.token =
        requestToken()
            .cacheInvalidateIf(
                known -> known == rejected || known.isToBeRenewed(this.clock.instant()));
  }

  @Override
  public Mono<HttpResponse> process(HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
    String problem = InstanceEndpoint.problemWith(context.getHttpRequest().getUrl());
    if (!problem.isEmpty()) {
      return Mono.error(new CallNotSentException(problem, OptionalInt.empty(), null));
    }
    HttpPipelineNextPolicy again = next.clone();
    return token.flatMap(
        first ->
            send(context, next, first)
                .flatMap(
                    response -> {
                      if (response.getStatusCode() != 401) {
                        return Mono.just(response);
                      }
                      response.close();
                      rejected = first;
                      return token.flatMap(second -> send(context, again, second));
                    }));
  }

  private static Mono<HttpResponse> send(
      HttpPipelineCallContext context, HttpPipelineNextPolicy next, ApiKeyToken token) {
    context.getHttpRequest().setHeader(HttpHeaderName.AUTHORIZATION, "Bearer " + token.value());
    return next.process();
  }

  private Mono<ApiKeyToken> requestToken() {
    // The lookup may ask Key Vault, which blocks.
    return Mono.fromCallable(this::tokenRequest)
        .subscribeOn(Schedulers.boundedElastic())
        .flatMap(pipeline::send)
        .flatMap(
            response ->
                response
                    .getBodyAsString()
                    .defaultIfEmpty("")
                    .map(body -> read(response.getStatusCode(), body)))
        .onErrorMap(
            e -> !(e instanceof CallNotSentException),
            e ->
                new CallNotSentException(
                    "no token for the API key: " + ErrorText.of(e), OptionalInt.empty(), e));
  }

  private HttpRequest tokenRequest() {
    return new HttpRequest(HttpMethod.POST, tokenUri.toString())
        .setHeader(HttpHeaderName.CONTENT_TYPE, "application/json")
        .setBody(Json.write(Map.of("subscriptionId", subscriptionId, "apiKey", apiKey.get())));
  }

  private ApiKeyToken read(int status, String body) {
    if (status != 200) {
      throw new CallNotSentException(
          "no token for the API key: auth/token answered " + status, OptionalInt.of(status), null);
    }
    return ApiKeyToken.parse(body, clock.instant())
        .orElseThrow(
            () ->
                new CallNotSentException(
                    "no token for the API key: auth/token answered with something that is no JWT",
                    OptionalInt.empty(),
                    null));
  }
}
