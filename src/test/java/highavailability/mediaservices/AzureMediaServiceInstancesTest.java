package highavailability.mediaservices;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.azure.core.credential.AccessToken;
import highavailability.mediaservices.MediaServiceInstanceConfiguration.Authentication;
import highavailability.mediaservices.StubHttpClient.Answer;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class AzureMediaServiceInstancesTest {
  @Test
  void instances_keep_their_order_and_are_found_in_any_case() {
    MediaServiceInstances instances = instances("amseast", "amswest");

    assertAll(
        () -> assertEquals(List.of("amseast", "amswest"), instances.accountNames()),
        () -> assertEquals("amswest", instances.get("AmsWest").accountName()));
  }

  @Test
  void every_instance_is_called_with_its_own_subscription_and_account() {
    StubHttpClient http =
        StubHttpClient.answering(Answer.error(404, "ResourceNotFound", "There is none."));
    MediaServiceInstances instances =
        new AzureMediaServiceInstances(
            List.of(configuration("amseast"), configuration("amswest")),
            new MediaServicesPipeline(
                http,
                request -> Mono.just(new AccessToken("token", OffsetDateTime.MAX)),
                name -> "secret",
                MediaServiceCallLimits.defaults(),
                call -> {},
                Clock.systemUTC()),
            wait -> {},
            Clock.systemUTC());

    instances.get("amseast").findAsset("a");
    instances.get("amswest").findAsset("a");

    assertEquals(
        List.of(true, true),
        List.of(
            http.sent().get(0).url().contains("/subscriptions/sub-of-amseast/")
                && http.sent().get(0).url().contains("/mediaServices/amseast/"),
            http.sent().get(1).url().contains("/subscriptions/sub-of-amswest/")
                && http.sent().get(1).url().contains("/mediaServices/amswest/")));
  }

  @Test
  void an_unknown_instance_is_named_with_the_known_ones() {
    MediaServiceInstances instances = instances("amseast", "amswest");

    UnknownInstanceException e =
        assertThrows(UnknownInstanceException.class, () -> instances.get("amsnorth"));

    assertTrue(e.getMessage().contains("'amsnorth'") && e.getMessage().contains("amswest"));
  }

  @Test
  void an_account_that_is_configured_twice_is_refused() {
    assertThrows(IllegalArgumentException.class, () -> instances("amseast", "AMSEast"));
  }

  @Test
  void an_api_key_needs_the_name_of_its_secret() {
    MediaServiceInstanceConfiguration configuration =
        new MediaServiceInstanceConfiguration(
            "sub-1",
            "group-1",
            "amseast",
            URI.create("https://ams.example.com"),
            Authentication.API_KEY,
            Optional.empty(),
            Optional.empty());

    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> instances(List.of(configuration)));

    assertTrue(e.getMessage().contains("ApiKeySecretName"), e.getMessage());
  }

  private static MediaServiceInstances instances(String... accountNames) {
    return instances(
        List.of(accountNames).stream().map(AzureMediaServiceInstancesTest::configuration).toList());
  }

  private static MediaServiceInstanceConfiguration configuration(String name) {
    return new MediaServiceInstanceConfiguration(
        "sub-of-" + name,
        "group-1",
        name,
        URI.create("https://management.azure.com"),
        Authentication.MANAGED_IDENTITY,
        Optional.empty(),
        Optional.empty());
  }

  private static MediaServiceInstances instances(
      List<MediaServiceInstanceConfiguration> configurations) {
    return new AzureMediaServiceInstances(
        configurations,
        request -> Mono.empty(),
        name -> "secret",
        MediaServiceCallLimits.defaults(),
        new MediaServiceCallHistory(new NoStore()),
        wait -> {},
        Clock.systemUTC());
  }

  private static final class NoStore implements MediaServiceCallHistoryStore {
    @Override
    public void append(List<MediaServiceCall> calls) {}

    @Override
    public List<MediaServiceCall> list(String accountName, Instant from, Instant to) {
      return List.of();
    }
  }
}
