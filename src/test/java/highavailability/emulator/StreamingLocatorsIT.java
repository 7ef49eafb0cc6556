package highavailability.emulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.azure.core.management.exception.ManagementException;
import com.azure.resourcemanager.mediaservices.models.StreamingLocator;
import com.azure.resourcemanager.mediaservices.models.StreamingLocatorContentKey;
import highavailability.emulator.EmulatedRegion.Answer;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StreamingLocatorsIT {

  private static final String VERSION = "api-version=2022-08-01";
  private static final String CLEAR = "Predefined_ClearStreamingOnly";
  private static final String CLEAR_KEY = "Predefined_ClearKey";

  private EmulatedRegion region;

  @BeforeEach
  void start() {
    region = new EmulatedRegion();
    region.createAsset("asset");
  }

  @AfterEach
  void stop() {
    region.close();
  }

  @Test
  void a_locator_keeps_the_id_it_is_given() {
    UUID id = UUID.randomUUID();

    StreamingLocator locator =
        region
            .defineLocator("locator", "asset")
            .withStreamingPolicyName(CLEAR)
            .withStreamingLocatorId(id)
            .create();

    assertEquals(id, locator.streamingLocatorId());
    assertEquals("asset", locator.assetName());
    assertEquals(9999, locator.endTime().getYear());
    assertEquals(
        "locator",
        region
            .sdk
            .assets()
            .listStreamingLocators(region.group, region.account, "asset")
            .streamingLocators()
            .get(0)
            .name());
  }

  @Test
  void a_locator_without_an_id_gets_one() {
    StreamingLocator locator =
        region.defineLocator("locator", "asset").withStreamingPolicyName(CLEAR).create();

    assertEquals(4, locator.streamingLocatorId().version());
  }

  @Test
  void a_locator_that_exists_is_a_conflict() {
    region.defineLocator("locator", "asset").withStreamingPolicyName(CLEAR).create();

    ManagementException conflict =
        assertThrows(
            ManagementException.class,
            () -> region.defineLocator("Locator", "asset").withStreamingPolicyName(CLEAR).create());

    assertEquals(409, conflict.getResponse().getStatusCode());
  }

  @Test
  void a_locator_id_serves_one_locator_only() {
    UUID id = UUID.randomUUID();
    region
        .defineLocator("first", "asset")
        .withStreamingPolicyName(CLEAR)
        .withStreamingLocatorId(id)
        .create();

    ManagementException refusal =
        assertThrows(
            ManagementException.class,
            () ->
                region
                    .defineLocator("second", "asset")
                    .withStreamingPolicyName(CLEAR)
                    .withStreamingLocatorId(id)
                    .create());

    assertTrue(refusal.getMessage().contains("choose another one"), refusal.getMessage());
    region.sdk.streamingLocators().delete(region.group, region.account, "first");
    region
        .defineLocator("second", "asset")
        .withStreamingPolicyName(CLEAR)
        .withStreamingLocatorId(id)
        .create();
  }

  @Test
  void asset_and_policies_of_a_locator_must_exist() {
    for (String properties :
        List.of(
            "\"assetName\":\"none\",\"streamingPolicyName\":\"" + CLEAR + "\"",
            "\"assetName\":\"asset\",\"streamingPolicyName\":\"none\"",
            "\"assetName\":\"asset\",\"streamingPolicyName\":\"" + CLEAR_KEY + "\"",
            "\"assetName\":\"asset\",\"streamingPolicyName\":\""
                + CLEAR_KEY
                + "\",\"defaultContentKeyPolicyName\":\"none\"")) {
      Answer answer =
          region.call(
              "PUT", "/streamingLocators/l", VERSION, "{\"properties\":{" + properties + "}}");

      assertEquals(400, answer.status(), properties);
    }
  }

  @Test
  void a_locator_goes_with_its_asset() {
    region.defineLocator("locator", "asset").withStreamingPolicyName(CLEAR).create();

    region.sdk.assets().delete(region.group, region.account, "asset");

    assertEquals(404, region.call("GET", "/streamingLocators/locator", VERSION, "").status());
  }

  @Test
  void a_clear_key_locator_gets_a_key_that_only_its_action_shows() {
    region.createKeyPolicy();
    region
        .defineLocator("locator", "asset")
        .withStreamingPolicyName(CLEAR_KEY)
        .withDefaultContentKeyPolicyName("keys")
        .create();

    StreamingLocatorContentKey shown =
        region
            .sdk
            .streamingLocators()
            .get(region.group, region.account, "locator")
            .contentKeys()
            .get(0);
    StreamingLocatorContentKey key = contentKey("locator");

    assertNull(shown.value());
    assertEquals(shown.id(), key.id());
    assertEquals("EnvelopeEncryption", key.type().toString());
    assertEquals("clearKeyDefault", key.labelReferenceInStreamingPolicy());
    assertEquals("keys", key.policyName());
    assertEquals(16, Base64.getDecoder().decode(key.value()).length);
  }

  @Test
  void given_content_keys_are_honoured() {
    region.createKeyPolicy();
    UUID id = UUID.randomUUID();
    String value = Base64.getEncoder().encodeToString("sixteen bytes!!!".getBytes());

    region
        .defineLocator("locator", "asset")
        .withStreamingPolicyName(CLEAR_KEY)
        .withDefaultContentKeyPolicyName("keys")
        .withContentKeys(
            List.of(
                new StreamingLocatorContentKey()
                    .withId(id)
                    .withLabelReferenceInStreamingPolicy("clearKeyDefault")
                    .withValue(value)))
        .create();

    assertEquals(id, contentKey("locator").id());
    assertEquals(value, contentKey("locator").value());
  }

  private StreamingLocatorContentKey contentKey(String locator) {
    return region
        .sdk
        .streamingLocators()
        .listContentKeys(region.group, region.account, locator)
        .contentKeys()
        .get(0);
  }
}
