package highavailability.mediaservices;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import highavailability.emulator.ApiKeyAccess;
import highavailability.emulator.EmulatorOptions;
import highavailability.emulator.MediaServicesEmulator;
import highavailability.local.SharedAzurite;
import highavailability.mediaservices.MediaServiceCallException.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An emulated region that is signed in to with an API key, through the app's own pipeline. */
class ApiKeyInstanceIT {
  private static final String STORAGE = SharedAzurite.newConnectionString();
  private static final String KEY = "the-api-key";

  private final InstanceBuilder builder = new InstanceBuilder();
  private MediaServicesEmulator emulator;

  @AfterEach
  void stop() {
    emulator.close();
  }

  @Test
  void tokens_are_renewed_before_they_expire_so_that_no_call_is_refused() {
    MediaServiceInstance instance = instance(start(Duration.ofSeconds(2), 0), KEY);
    instance.createOrUpdateAsset("output", Optional.empty());

    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> {
              assertTrue(instance.findAsset("output").isPresent());
              return tokensAskedFor() == 3;
            });

    assertEquals(List.of(), builder.calls.stream().filter(c -> status(c) == 401).toList());
  }

  @Test
  void a_token_that_the_service_has_forgotten_is_replaced_and_the_call_made_again() {
    MediaServicesEmulator before = start(Duration.ofMinutes(5), 0);
    MediaServiceInstance instance = instance(before, KEY);
    instance.createOrUpdateAsset("output", Optional.empty());
    before.close();
    builder.calls.clear();
    start(Duration.ofMinutes(5), before.endpoint().getPort());

    assertEquals(Optional.empty(), instance.findAsset("output"));

    assertEquals(
        List.of(401, 200, 404), builder.calls.stream().map(ApiKeyInstanceIT::status).toList());
  }

  @Test
  void a_key_that_is_not_accepted_is_a_refusal_which_says_so() {
    MediaServiceInstance instance = instance(start(Duration.ofMinutes(5), 0), "wrong");

    MediaServiceCallException e =
        assertThrows(MediaServiceCallException.class, () -> instance.findAsset("output"));

    assertEquals(Outcome.REFUSED, e.outcome());
    assertTrue(e.getMessage().contains("auth/token answered 401"), e.getMessage());
  }

  @Test
  void a_region_that_is_down_gives_no_token_and_is_unavailable() {
    MediaServiceInstance instance = instance(start(Duration.ofMinutes(5), 0), KEY);
    emulator.faults().apiDown();

    MediaServiceCallException e =
        assertThrows(MediaServiceCallException.class, () -> instance.findAsset("output"));

    assertEquals(Outcome.UNAVAILABLE, e.outcome());
    emulator.faults().apiUp();
    assertEquals(Optional.empty(), instance.findAsset("output"));
  }

  private MediaServicesEmulator start(Duration tokenLifetime, int port) {
    emulator =
        MediaServicesEmulator.start(
            EmulatorOptions.of("amseast", STORAGE)
                .withPort(port)
                .withApiKeyAccess(new ApiKeyAccess(KEY, tokenLifetime)));
    return emulator;
  }

  private MediaServiceInstance instance(MediaServicesEmulator of, String key) {
    EmulatorOptions options = of.options();
    return builder
        .account(options.subscriptionId(), options.resourceGroup(), options.accountName())
        .endpoint(of.endpoint().toString())
        .apiKey()
        .secrets(Map.of("ApiKey", key)::get)
        .limits(MediaServiceCallLimits.defaults())
        .clock(Clock.systemUTC())
        .build();
  }

  private long tokensAskedFor() {
    return builder.calls.stream().filter(c -> c.operation().equals("auth/token")).count();
  }

  private static int status(MediaServiceCall call) {
    return call.status().orElse(599);
  }
}
