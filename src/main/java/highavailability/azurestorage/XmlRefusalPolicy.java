package highavailability.azurestorage;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpPipelineNextSyncPolicy;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import java.util.Optional;
import reactor.core.publisher.Mono;

/**
 * Turns a refusal in XML into an exception. The SDK for tables would read it with a library that
 * the app does not have, and fail with a {@link LinkageError} that says nothing of the refusal.
 */
final class XmlRefusalPolicy implements HttpPipelinePolicy {
  private static final int FIRST_REFUSAL = 400;

  @Override
  public Mono<HttpResponse> process(HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
    return next.process().map(XmlRefusalPolicy::readable);
  }

  @Override
  public HttpResponse processSync(
      HttpPipelineCallContext context, HttpPipelineNextSyncPolicy next) {
    return readable(next.processSync());
  }

  private static HttpResponse readable(HttpResponse response) {
    boolean xml =
        Optional.ofNullable(response.getHeaderValue(HttpHeaderName.CONTENT_TYPE))
            .filter(type -> type.contains("xml"))
            .isPresent();
    if (xml && response.getStatusCode() >= FIRST_REFUSAL) {
      response.close();
      throw new HttpResponseException(
          "Status code " + response.getStatusCode() + ", in XML", response);
    }
    return response;
  }
}
