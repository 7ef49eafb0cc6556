package highavailability.emulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.azure.resourcemanager.mediaservices.models.ContentKeyPolicySymmetricTokenKey;
import com.azure.resourcemanager.mediaservices.models.ContentKeyPolicyTokenRestriction;
import com.azure.resourcemanager.mediaservices.models.StreamingPolicy;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PoliciesIT {

  private static final String VERSION = "api-version=2022-08-01";
  private static final String CLEAR = "Predefined_ClearStreamingOnly";
  private static final String CLEAR_KEY = "Predefined_ClearKey";

  private EmulatedRegion region;

  @BeforeEach
  void start() {
    region = new EmulatedRegion();
  }

  @AfterEach
  void stop() {
    region.close();
  }

  @Test
  void the_predefined_streaming_policies_are_there_to_stay() {
    List<String> names =
        region.sdk.streamingPolicies().list(region.group, region.account).stream()
            .map(StreamingPolicy::name)
            .toList();

    assertEquals(6, names.size());
    assertTrue(names.containsAll(List.of(CLEAR, CLEAR_KEY, "Predefined_MultiDrmStreaming")));
    assertEquals(400, region.call("DELETE", "/streamingPolicies/" + CLEAR, VERSION, "").status());
    assertEquals(200, region.call("GET", "/streamingPolicies/" + CLEAR, VERSION, "").status());
  }

  @Test
  void an_own_streaming_policy_is_created_once() {
    String body =
        "{\"properties\":{\"noEncryption\":{\"enabledProtocols\":{\"dash\":true,\"hls\":false,"
            + "\"smoothStreaming\":false,\"download\":false}}}}";

    assertEquals(201, region.call("PUT", "/streamingPolicies/own", VERSION, body).status());
    assertEquals(409, region.call("PUT", "/streamingPolicies/own", VERSION, body).status());
    assertEquals(400, region.call("PUT", "/streamingPolicies/none", VERSION, "{}").status());
  }

  @Test
  void a_content_key_policy_shows_its_secrets_only_on_demand() {
    region.createKeyPolicy();

    String shown = region.call("GET", "/contentKeyPolicies/keys", VERSION, "").body();
    ContentKeyPolicyTokenRestriction secret =
        (ContentKeyPolicyTokenRestriction)
            region
                .sdk
                .contentKeyPolicies()
                .getPolicyPropertiesWithSecrets(region.group, region.account, "keys")
                .options()
                .get(0)
                .restriction();

    assertTrue(shown.contains("\"keyValue\":\"\""), shown);
    assertEquals(
        EmulatedRegion.SIGNING_KEY.length,
        ((ContentKeyPolicySymmetricTokenKey) secret.primaryVerificationKey()).keyValue().length);
  }

  @Test
  void a_content_key_policy_can_be_replaced_and_deleted() {
    region.createKeyPolicy();
    UUID first =
        region.sdk.contentKeyPolicies().get(region.group, region.account, "keys").policyId();
    region.createKeyPolicy();

    assertEquals(
        first,
        region.sdk.contentKeyPolicies().get(region.group, region.account, "keys").policyId());
    region.sdk.contentKeyPolicies().delete(region.group, region.account, "keys");
    assertEquals(
        0, region.sdk.contentKeyPolicies().list(region.group, region.account).stream().count());
  }
}
