package highavailability.mediaservices;

import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import java.net.URL;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Records every try of a call, answered or not. It stands last before the HTTP client, so that a
 * retry is a call of its own and trouble on our own side, such as a missing token, is none.
 */
final class MediaServiceCallRecordingPolicy implements HttpPipelinePolicy {
  private static final Logger LOG = LoggerFactory.getLogger(MediaServiceCallRecordingPolicy.class);

  private final String accountName;
  private final Consumer<MediaServiceCall> recorder;
  private final Clock clock;

  MediaServiceCallRecordingPolicy(
      String accountName, Consumer<MediaServiceCall> recorder, Clock clock) {
    this.accountName = accountName;
    this.recorder = recorder;
    this.clock = clock;
  }

  @Override
  public Mono<HttpResponse> process(HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
    return Mono.defer(
        () -> {
          HttpRequest request = context.getHttpRequest();
          Instant startedAt = clock.instant();
          AtomicBoolean recorded = new AtomicBoolean();
          Consumer<OptionalInt> record =
              status -> {
                if (recorded.compareAndSet(false, true)) {
                  record(request, startedAt, status);
                }
              };
          return next.process()
              .doOnSuccess(
                  response ->
                      record.accept(
                          response == null
                              ? OptionalInt.empty()
                              : OptionalInt.of(response.getStatusCode())))
              .doOnError(e -> record.accept(OptionalInt.empty()))
              .doOnCancel(() -> record.accept(OptionalInt.empty()));
        });
  }

  private void record(HttpRequest request, Instant startedAt, OptionalInt status) {
    try {
      Duration duration = Duration.between(startedAt, clock.instant());
      recorder.accept(
          new MediaServiceCall(
              accountName,
              startedAt,
              duration.isNegative() ? Duration.ZERO : duration,
              request.getHttpMethod().toString(),
              operation(request.getUrl()),
              status));
    } catch (RuntimeException e) {
      LOG.atWarn()
          .addKeyValue("account", accountName)
          .addKeyValue("reason", ErrorText.of(e))
          .log("A Media Services call was not recorded; the call itself goes on");
    }
  }

  /** The path below the account without the names, which are every second part of it. */
  static String operation(URL url) {
    String[] parts = url.getPath().split("/");
    int account = 0;
    while (account < parts.length && !parts[account].equalsIgnoreCase("mediaServices")) {
      account++;
    }
    if (account == parts.length) {
      return url.getPath().replaceFirst("^/", "");
    }
    StringBuilder operation = new StringBuilder();
    for (int i = account + 2; i < parts.length; i += 2) {
      operation.append(operation.isEmpty() ? "" : "/").append(parts[i]);
    }
    return operation.isEmpty() ? "account" : operation.toString();
  }
}
