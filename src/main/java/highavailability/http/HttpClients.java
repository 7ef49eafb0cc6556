package highavailability.http;

import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes HTTP clients on the JDK's own, with threads of their own. By default they would share the
 * SDK's global pool (ten threads a core) with the blocking calls that wait for their answers: on a
 * small machine a burst of calls then takes all threads to wait, none is left to bring an answer,
 * and every call runs into its timeout.
 */
public final class HttpClients {
  private static final AtomicInteger THREADS = new AtomicInteger();

  private static final Executor EXECUTOR =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "http-" + THREADS.incrementAndGet());
            thread.setDaemon(true);
            return thread;
          });

  private HttpClients() {}

  /**
   * A client with bounded times.
   *
   * @param connect to reach the host
   * @param response from sending to the head of the answer
   * @param transfer between two parts of a body, either way
   */
  public static HttpClient create(Duration connect, Duration response, Duration transfer) {
    return new JdkHttpClientBuilder()
        .executor(EXECUTOR)
        .connectionTimeout(connect)
        .responseTimeout(response)
        .readTimeout(transfer)
        .writeTimeout(transfer)
        .build();
  }
}
