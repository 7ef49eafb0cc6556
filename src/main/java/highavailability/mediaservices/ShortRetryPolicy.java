package highavailability.mediaservices;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import highavailability.mediaservices.MediaServiceCallException.Outcome;
import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;

/**
 * Tries a call once more after a passing fault. What has already used up a timeout is not tried
 * again, and an answer that asks to wait long is given back as it is: another instance can do the
 * work meanwhile.
 */
final class ShortRetryPolicy implements HttpPipelinePolicy {
  private static final Set<Integer> PASSING = Set.of(408, 429, 500, 502, 503, 504);

  private final MediaServiceCallLimits limits;

  ShortRetryPolicy(MediaServiceCallLimits limits) {
    this.limits = limits;
  }

  @Override
  public Mono<HttpResponse> process(HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
    HttpRequest request = context.getHttpRequest();
    HttpPipelineNextPolicy again = next.clone();
    return send(context, request, next)
        .flatMap(
            first -> {
              Optional<Duration> delay = first.delayBeforeRetry(limits);
              if (delay.isEmpty() || (first.isDoubtful() && !CallDoubt.isRepeatable(context))) {
                return first.result();
              }
              if (first.isDoubtful()) {
                CallDoubt.raise(context);
              }
              first.close();
              return Mono.delay(delay.get())
                  .then(Mono.defer(() -> send(context, request, again)))
                  .flatMap(Try::result);
            });
  }

  private static Mono<Try> send(
      HttpPipelineCallContext context, HttpRequest request, HttpPipelineNextPolicy next) {
    // A try changes its request: it adds a token.
    context.setHttpRequest(request.copy());
    return next.process().map(Try::answered).onErrorResume(e -> Mono.just(Try.failed(e)));
  }

  private record Try(Optional<HttpResponse> response, Optional<Throwable> failure) {
    static Try answered(HttpResponse response) {
      return new Try(Optional.of(response), Optional.empty());
    }

    static Try failed(Throwable failure) {
      return new Try(Optional.empty(), Optional.of(failure));
    }

    Mono<HttpResponse> result() {
      return response.map(Mono::just).orElseGet(() -> Mono.error(failure.orElseThrow()));
    }

    boolean isDoubtful() {
      Outcome outcome =
          response
              .map(r -> CallFailure.outcomeOf(r.getStatusCode()))
              .orElseGet(() -> CallFailure.of(failure.orElseThrow()).outcome());
      return outcome == Outcome.UNKNOWN;
    }

    void close() {
      response.ifPresent(HttpResponse::close);
    }

    Optional<Duration> delayBeforeRetry(MediaServiceCallLimits limits) {
      boolean passing =
          response
              .map(r -> PASSING.contains(r.getStatusCode()))
              .orElseGet(() -> isPassing(failure.orElseThrow()));
      if (!passing) {
        return Optional.empty();
      }
      return response
          .map(r -> r.getHeaderValue(HttpHeaderName.RETRY_AFTER))
          .map(header -> requestedDelay(header, limits))
          .orElse(Optional.of(limits.retryDelay()));
    }

    private static Optional<Duration> requestedDelay(
        String retryAfter, MediaServiceCallLimits limits) {
      try {
        Duration requested = Duration.ofSeconds(Long.parseLong(retryAfter.strip()));
        return requested.isNegative() || requested.compareTo(limits.longestRetryAfter()) > 0
            ? Optional.empty()
            : Optional.of(requested);
      } catch (NumberFormatException e) {
        // The header may hold a date, which never means a moment.
        return Optional.empty();
      }
    }

    private static boolean isPassing(Throwable failure) {
      for (Throwable t = Exceptions.unwrap(failure); t != null; t = t.getCause()) {
        if (t instanceof CallNotSentException notSent && notSent.status().isPresent()) {
          return PASSING.contains(notSent.status().getAsInt());
        }
        if (t instanceof IOException) {
          return !(t instanceof HttpTimeoutException);
        }
      }
      return false;
    }
  }
}
