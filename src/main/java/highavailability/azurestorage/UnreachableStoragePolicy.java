package highavailability.azurestorage;

import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpPipelineNextSyncPolicy;
import com.azure.core.http.HttpPipelinePosition;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/** Tells who did not answer; the JDK's own words often name neither host nor reason. */
final class UnreachableStoragePolicy implements HttpPipelinePolicy {
  private static final int MOST_CAUSES = 20;

  private final String secretName;

  UnreachableStoragePolicy(String secretName) {
    this.secretName = secretName;
  }

  /** Outside of the retries, which know an {@link IOException} only. */
  @Override
  public HttpPipelinePosition getPipelinePosition() {
    return HttpPipelinePosition.PER_CALL;
  }

  @Override
  public Mono<HttpResponse> process(HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
    return next.process().onErrorMap(UnreachableStoragePolicy::isSilence, e -> told(context, e));
  }

  @Override
  public HttpResponse processSync(
      HttpPipelineCallContext context, HttpPipelineNextSyncPolicy next) {
    try {
      return next.processSync();
    } catch (RuntimeException e) {
      throw isSilence(e) ? told(context, e) : e;
    }
  }

  private StorageUnreachableException told(HttpPipelineCallContext context, Throwable e) {
    return new StorageUnreachableException(
        secretName, context.getHttpRequest().getUrl().getAuthority(), e);
  }

  private static boolean isSilence(Throwable e) {
    return Stream.iterate(e, t -> t != null, Throwable::getCause)
        .limit(MOST_CAUSES)
        .anyMatch(t -> t instanceof IOException || t instanceof TimeoutException);
  }
}
