package highavailability.mediaservices;

import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import reactor.core.publisher.Mono;

/** Bounds a call as a whole: the token, every try, the waiting between them and the body. */
final class CallTimeoutPolicy implements HttpPipelinePolicy {
  private final Duration limit;

  CallTimeoutPolicy(Duration limit) {
    this.limit = limit;
  }

  @Override
  public Mono<HttpResponse> process(HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
    return next.process()
        .timeout(
            limit, Mono.error(() -> new TimeoutException("the call took longer than " + limit)));
  }
}
