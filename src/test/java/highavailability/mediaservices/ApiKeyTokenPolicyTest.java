package highavailability.mediaservices;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import highavailability.jobs.Json;
import highavailability.mediaservices.MediaServiceCallException.Outcome;
import highavailability.mediaservices.StubHttpClient.Answer;
import highavailability.mediaservices.StubHttpClient.Sent;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;

class ApiKeyTokenPolicyTest {
  private static final Answer ASSET =
      Answer.of(200, "{\"name\":\"asset-1\",\"properties\":{\"container\":\"asset-c1\"}}");
  private static final Answer UNAUTHORIZED = Answer.error(401, "ExpiredToken", "It has expired.");

  private final AtomicReference<Instant> now = new AtomicReference<>(InstanceBuilder.NOW);
  private final InstanceBuilder builder = new InstanceBuilder().apiKey().clock(new MovedClock());

  @Test
  void a_token_is_asked_for_with_subscription_and_key_and_signs_the_call() {
    StubHttpClient http = http(sent -> Answer.of(200, jwt(1)), sent -> ASSET);
    instance(http).findAsset("asset-1");

    List<Sent> sent = http.sent();
    assertAll(
        () -> assertEquals("POST", sent.get(0).method()),
        () -> assertEquals("https://ams.example.com/auth/token", sent.get(0).url()),
        () ->
            assertEquals(
                Json.tree("{\"subscriptionId\":\"sub-1\",\"apiKey\":\"the-api-key\"}"),
                Json.tree(sent.get(0).body())),
        () -> assertEquals("Bearer " + jwt(1), sent.get(1).authorization()),
        () -> assertEquals("auth/token", builder.calls.get(0).operation()));
  }

  @Test
  void a_token_is_kept_until_shortly_before_it_expires() {
    StubHttpClient http = http(sent -> Answer.of(200, jwt(sent.number())), sent -> ASSET);
    MediaServiceInstance instance = instance(http);
    instance.findAsset("asset-1");
    now.set(InstanceBuilder.NOW.plus(Duration.ofMinutes(57)));
    instance.findAsset("asset-1");
    assertEquals(1, tokensAskedFor(http));

    now.set(InstanceBuilder.NOW.plus(Duration.ofMinutes(59)));
    instance.findAsset("asset-1");

    assertEquals(2, tokensAskedFor(http));
  }

  @Test
  void a_token_that_is_not_accepted_is_renewed_once() {
    StubHttpClient http =
        http(
            sent -> Answer.of(200, jwt(sent.number())),
            sent -> sent.authorization().endsWith(jwt(1)) ? UNAUTHORIZED : ASSET);

    assertTrue(instance(http).findAsset("asset-1").isPresent());
    assertEquals(2, tokensAskedFor(http));
  }

  @Test
  void a_call_that_is_not_accepted_with_a_new_token_either_is_refused() {
    StubHttpClient http = http(sent -> Answer.of(200, jwt(sent.number())), sent -> UNAUTHORIZED);

    MediaServiceCallException e = failure(instance(http));

    assertAll(
        () -> assertEquals(Outcome.REFUSED, e.outcome()),
        () -> assertEquals(2, tokensAskedFor(http)));
  }

  @Test
  void calls_at_the_same_time_wait_for_one_token() throws Exception {
    CountDownLatch allAsked = new CountDownLatch(4);
    StubHttpClient http =
        new StubHttpClient(
            sent ->
                sent.isForToken()
                    ? Mono.fromCallable(
                        () -> {
                          allAsked.await();
                          return Answer.of(200, jwt(1));
                        })
                    : Mono.just(ASSET));
    MediaServiceInstance instance = instance(http);
    ExecutorService callers = Executors.newFixedThreadPool(4);
    try {
      List<Future<Boolean>> results = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        Callable<Boolean> call =
            () -> {
              allAsked.countDown();
              return instance.findAsset("asset-1").isPresent();
            };
        results.add(callers.submit(call));
      }
      for (Future<Boolean> result : results) {
        assertTrue(result.get());
      }
    } finally {
      callers.shutdownNow();
    }

    assertEquals(1, tokensAskedFor(http));
  }

  @ParameterizedTest
  @CsvSource({"401,REFUSED", "403,REFUSED", "429,UNAVAILABLE", "500,UNAVAILABLE"})
  void without_a_token_nothing_was_done(int status, Outcome outcome) {
    StubHttpClient http = http(sent -> Answer.of(status, "the-api-key is wrong"), sent -> ASSET);

    MediaServiceCallException e = failure(instance(http));

    assertAll(
        () -> assertEquals(outcome, e.outcome()),
        () -> assertFalse(e.getMessage().contains("the-api-key"), e.getMessage()));
  }

  @Test
  void an_instance_that_cannot_be_reached_for_a_token_is_unavailable_and_recorded() {
    StubHttpClient http =
        new StubHttpClient(sent -> Mono.error(new ConnectException("Connection refused")));

    MediaServiceCallException e = failure(instance(http));

    assertAll(
        () -> assertEquals(Outcome.UNAVAILABLE, e.outcome()),
        () -> assertEquals(2, builder.calls.size()),
        () -> assertFalse(builder.calls.get(0).succeeded()));
  }

  @Test
  void an_answer_that_is_no_token_is_never_used_as_one() {
    StubHttpClient http = http(sent -> Answer.of(200, "<html>Sign in</html>"), sent -> ASSET);

    MediaServiceCallException e = failure(instance(http));

    assertAll(
        () -> assertTrue(e.getMessage().contains("no JWT"), e.getMessage()),
        () -> assertEquals(http.sent().size(), tokensAskedFor(http)));
  }

  @Test
  void a_missing_key_is_named_by_its_secret() {
    builder.secrets(Map.<String, String>of()::get);

    MediaServiceCallException e = failure(instance(http(sent -> ASSET, sent -> ASSET)));

    assertTrue(e.getMessage().contains("the secret 'ApiKey'"), e.getMessage());
  }

  @Test
  void a_token_without_expiry_is_kept_for_minutes() {
    Instant start = InstanceBuilder.NOW;

    ApiKeyToken token = ApiKeyToken.parse("\"e30.e30.sig\"\n", start).orElseThrow();

    assertAll(
        () -> assertEquals("e30.e30.sig", token.value()),
        () -> assertEquals(start.plus(Duration.ofMinutes(5)), token.renewAt()),
        () -> assertFalse(token.toString().contains("e30")));
  }

  private MediaServiceInstance instance(StubHttpClient http) {
    return builder.httpClient(http).endpoint("https://ams.example.com/").build();
  }

  private static MediaServiceCallException failure(MediaServiceInstance instance) {
    return assertThrows(
        MediaServiceCallException.class, () -> instance.createJob(MediaServicesPipelineTest.job()));
  }

  private static StubHttpClient http(
      Function<Sent, Answer> tokens, Function<Sent, Answer> answers) {
    return new StubHttpClient(
        sent -> Mono.just(sent.isForToken() ? tokens.apply(sent) : answers.apply(sent)));
  }

  private static long tokensAskedFor(StubHttpClient http) {
    return http.sent().stream().filter(Sent::isForToken).count();
  }

  private static String jwt(int number) {
    String claims =
        "{\"exp\":"
            + InstanceBuilder.NOW.plus(Duration.ofHours(1)).getEpochSecond()
            + ",\"n\":"
            + number
            + "}";
    return "e30."
        + Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(claims.getBytes(StandardCharsets.UTF_8))
        + ".signature";
  }

  private final class MovedClock extends Clock {
    @Override
    public ZoneOffset getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now.get();
    }
  }
}
