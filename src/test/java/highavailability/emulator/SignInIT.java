package highavailability.emulator;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import highavailability.emulator.EmulatedRegion.Answer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignInIT {

  private static final String KEY = "the-api-key";
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final EmulatedRegion region = regionWithTokensOf(Duration.ofMinutes(5));
  private final HttpClient http = HttpClient.newHttpClient();

  @AfterEach
  void clear() {
    region.emulator.faults().clear();
  }

  @AfterAll
  void stop() {
    region.close();
  }

  @Test
  void a_key_gives_a_token_and_the_token_opens_the_api() throws Exception {
    HttpResponse<String> answer = askForToken(region, subscription(), KEY);

    assertEquals(200, answer.statusCode());
    assertEquals(200, list(region, answer.body()));
    assertNotEquals(answer.body(), askForToken(region, subscription(), KEY).body());
  }

  @Test
  void a_wrong_key_and_another_subscription_are_refused() throws Exception {
    assertEquals(401, askForToken(region, subscription(), "wrong").statusCode());
    assertEquals(401, call("POST", "/auth/token", "{}").status());
    assertEquals(403, askForToken(region, "another", KEY).statusCode());
    assertEquals(405, call("GET", "/auth/token", "").status());
    assertFalse(askForToken(region, "another", KEY).body().contains(KEY));
  }

  @Test
  void without_a_good_token_the_api_is_closed_and_streaming_is_open() throws Exception {
    assertEquals("AuthenticationFailed", region.call("GET", "", "api-version=1", "").errorCode());
    assertEquals(401, list(region, "no.token.really"));
    assertEquals(401, list(region, tokenOfAnotherRegion()));
    assertEquals(404, call("GET", "/00000000-0000-0000-0000-000000000000/manifest", "").status());
  }

  @Test
  void a_token_is_accepted_until_it_expires() throws Exception {
    try (EmulatedRegion brief = regionWithTokensOf(Duration.ofSeconds(1))) {
      String token = askForToken(brief, subscription(), KEY).body();

      assertEquals(200, list(brief, token));
      await().atMost(TIMEOUT).until(() -> list(brief, token) == 401);
      assertEquals(200, list(brief, askForToken(brief, subscription(), KEY).body()));
    }
  }

  @Test
  void faults_meet_signing_in_too_and_may_meet_nothing_else() throws Exception {
    String token = askForToken(region, subscription(), KEY).body();

    region
        .emulator
        .faults()
        .change(
            now -> now.plusCalls(CallFault.status(503, Calls.of("POST", "token"), Quota.all())));

    assertEquals(503, askForToken(region, subscription(), KEY).statusCode());
    assertEquals(200, list(region, token));
    region.emulator.faults().clear();
    region.emulator.faults().answerWith(500);
    assertEquals(500, askForToken(region, subscription(), KEY).statusCode());
  }

  @Test
  void a_region_without_keys_gives_no_tokens_and_asks_for_none() throws Exception {
    try (EmulatedRegion open = new EmulatedRegion()) {
      assertEquals(404, askForToken(open, subscription(), KEY).statusCode());
      assertEquals(200, open.call("GET", "/assets", "api-version=2022-08-01", "").status());
      assertTrue(open.emulator.newToken().isEmpty());
    }
  }

  private static EmulatedRegion regionWithTokensOf(Duration lifetime) {
    return new EmulatedRegion(options -> options.withApiKeyAccess(new ApiKeyAccess(KEY, lifetime)));
  }

  private String subscription() {
    return region.emulator.options().subscriptionId();
  }

  private static String tokenOfAnotherRegion() {
    try (EmulatedRegion other = regionWithTokensOf(Duration.ofMinutes(5))) {
      return other.emulator.newToken().orElseThrow();
    }
  }

  private HttpResponse<String> askForToken(EmulatedRegion of, String subscription, String key)
      throws Exception {
    String body = "{\"subscriptionId\":\"%s\",\"apiKey\":\"%s\"}".formatted(subscription, key);
    return http.send(
        HttpRequest.newBuilder(of.emulator.endpoint().resolve("/auth/token"))
            .timeout(TIMEOUT)
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private int list(EmulatedRegion of, String token) throws Exception {
    URI assets =
        URI.create(
            of.emulator.endpoint()
                + of.emulator.accountResourceId()
                + "/assets?api-version=2022-08-01");
    return http.send(
            HttpRequest.newBuilder(assets)
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + token)
                .build(),
            BodyHandlers.ofString())
        .statusCode();
  }

  private Answer call(String method, String path, String body) {
    return region.callUrl(method, region.emulator.endpoint() + path, body);
  }
}
