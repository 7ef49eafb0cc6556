package highavailability.app;

import com.azure.core.http.HttpClient;
import com.azure.core.http.policy.ExponentialBackoffOptions;
import com.azure.core.http.policy.RetryOptions;
import highavailability.http.HttpClients;
import java.time.Duration;

/** How the app calls Azure while it starts: bounded, because an invocation waits for it. */
final class AzureHttp {
  static final Duration TIMEOUT = Duration.ofSeconds(10);
  static final Duration RETRY_DELAY = Duration.ofMillis(500);
  static final int MAX_RETRIES = 2;

  private AzureHttp() {}

  static HttpClient client(Duration timeout) {
    return HttpClients.create(timeout, timeout, timeout);
  }

  static RetryOptions retries(Duration delay) {
    return new RetryOptions(
        new ExponentialBackoffOptions()
            .setMaxRetries(MAX_RETRIES)
            .setBaseDelay(delay)
            .setMaxDelay(delay.multipliedBy(4)));
  }
}
