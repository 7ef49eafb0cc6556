package highavailability.emulator;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.azure.core.management.exception.ManagementException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiFaultsIT {

  private static final Calls PUT_ASSETS = Calls.of("PUT", "assets");

  private final EmulatedRegion region = new EmulatedRegion();
  private final Faults faults = region.emulator.faults();
  private final HttpClient http = HttpClient.newHttpClient();

  @AfterEach
  void clear() {
    faults.clear();
  }

  @AfterAll
  void stop() {
    region.close();
  }

  @Test
  void an_api_that_is_down_refuses_connections_and_forgets_nothing() throws Exception {
    assertEquals(201, call("PUT", "/assets/kept").statusCode());

    for (int round = 0; round < 5; round++) {
      faults.apiDown();
      assertThrows(ConnectException.class, () -> call("GET", "/assets/kept"));

      faults.apiUp();
      assertEquals(200, call("GET", "/assets/kept").statusCode());
    }
  }

  @Test
  void an_error_is_answered_as_azure_resource_manager_words_it() throws Exception {
    faults.answerWith(503);
    HttpResponse<String> unavailable = call("GET", "/assets");
    faults.answerProperly();
    faults.answerWith(429);
    HttpResponse<String> throttled = call("GET", "/assets");
    faults.answerProperly();
    faults.answerWith(403);
    ManagementException denied =
        assertThrows(
            ManagementException.class,
            () -> region.sdk.assets().get(region.group, region.account, "any"));

    assertEquals(503, unavailable.statusCode());
    assertEquals("5", unavailable.headers().firstValue("Retry-After").orElseThrow());
    assertEquals(429, throttled.statusCode());
    assertTrue(throttled.body().contains("TooManyRequests"), throttled.body());
    assertEquals("5", throttled.headers().firstValue("Retry-After").orElseThrow());
    assertEquals(403, denied.getResponse().getStatusCode());
    assertEquals("AuthorizationFailed", denied.getValue().getCode());
  }

  @Test
  void only_the_chosen_calls_meet_an_error_and_only_so_often() throws Exception {
    faults.answerWith(500, PUT_ASSETS, Quota.next(2));

    assertEquals(404, call("GET", "/assets/chosen").statusCode());
    assertEquals(500, call("PUT", "/assets/chosen").statusCode());
    assertEquals(500, call("PUT", "/assets/chosen").statusCode());
    assertEquals(201, call("PUT", "/assets/chosen").statusCode());
  }

  @Test
  void jobs_are_told_apart_from_the_transform_above_them() throws Exception {
    faults.answerWith(500, Calls.of("GET", "jobs"), Quota.all());

    assertEquals(500, call("GET", "/transforms/t/jobs/j").statusCode());
    assertEquals(404, call("GET", "/transforms/t").statusCode());
  }

  @Test
  void a_late_answer_comes_at_once_when_the_fault_ends() throws Exception {
    faults.delayAnswers(Duration.ofHours(1));
    CompletableFuture<HttpResponse<String>> answer = send("PUT", "/assets/late");
    awaitHits(1);
    assertFalse(answer.isDone());

    faults.clear();

    assertEquals(201, answer.get(20, TimeUnit.SECONDS).statusCode());
  }

  @Test
  void a_late_answer_comes_after_its_delay() throws Exception {
    faults.delayAnswers(Duration.ofMillis(300));
    long start = System.nanoTime();

    assertEquals(200, call("GET", "/assets").statusCode());

    assertTrue(System.nanoTime() - start >= Duration.ofMillis(300).toNanos());
  }

  @Test
  void many_silent_calls_do_not_keep_others_from_their_answers() throws Exception {
    faults.neverAnswer(PUT_ASSETS, Quota.all());
    for (int i = 0; i < 50; i++) {
      send("PUT", "/assets/silent");
    }
    awaitHits(50);

    assertEquals(200, call("GET", "/assets").statusCode());
  }

  @Test
  void a_silent_call_does_nothing_and_ends_with_the_fault() throws Exception {
    faults.neverAnswer();
    assertThrows(
        HttpTimeoutException.class,
        () ->
            http.send(
                request("PUT", "/assets/silence").timeout(Duration.ofMillis(300)).build(),
                BodyHandlers.ofString()));
    CompletableFuture<HttpResponse<String>> waiting = send("PUT", "/assets/silence");

    awaitHits(2);
    faults.clear();

    ExecutionException end =
        assertThrows(ExecutionException.class, () -> waiting.get(20, TimeUnit.SECONDS));
    assertInstanceOf(IOException.class, end.getCause());
    assertEquals(404, call("GET", "/assets/silence").statusCode());
  }

  @Test
  void when_an_answer_is_lost_the_work_is_done() throws Exception {
    faults.loseAnswers(PUT_ASSETS, 1);

    assertThrows(IOException.class, () -> call("PUT", "/assets/lost"));

    assertEquals(200, call("GET", "/assets/lost").statusCode());
    assertEquals(200, call("PUT", "/assets/lost").statusCode());
  }

  @Test
  void late_work_is_done_after_the_caller_has_given_up() throws Exception {
    faults.executeLate(PUT_ASSETS, Duration.ofSeconds(2), 1);

    assertThrows(IOException.class, () -> call("PUT", "/assets/later"));

    assertEquals(404, call("GET", "/assets/later").statusCode());
    awaitAsset("later");
  }

  @Test
  void late_work_is_done_in_silence() throws Exception {
    faults.executeLateInSilence(PUT_ASSETS, Duration.ofMillis(200), 1);
    CompletableFuture<HttpResponse<String>> waiting = send("PUT", "/assets/quiet");

    awaitAsset("quiet");

    assertFalse(waiting.isDone());
  }

  private void awaitAsset(String name) {
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> call("GET", "/assets/" + name).statusCode() == 200);
  }

  private void awaitHits(int count) {
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> faults.plan().calls().get(0).quota().seen() == count);
  }

  private HttpResponse<String> call(String method, String below) throws Exception {
    return http.send(request(method, below).build(), BodyHandlers.ofString());
  }

  private CompletableFuture<HttpResponse<String>> send(String method, String below) {
    return http.sendAsync(request(method, below).build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String method, String below) {
    return HttpRequest.newBuilder(
            URI.create(
                region.emulator.endpoint()
                    + region.emulator.accountResourceId()
                    + below
                    + "?api-version=2022-08-01"))
        .timeout(Duration.ofSeconds(20))
        .method(
            method, method.equals("PUT") ? BodyPublishers.ofString("{}") : BodyPublishers.noBody());
  }
}
