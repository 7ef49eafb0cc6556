package highavailability.emulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.azure.core.management.exception.ManagementException;
import com.azure.resourcemanager.mediaservices.models.MediaService;
import highavailability.emulator.EmulatedRegion.Answer;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MediaServicesEmulatorIT {

  private static final String VERSION = "api-version=2022-08-01";

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
  void the_account_tells_its_id_location_and_storage() {
    MediaService account =
        region.sdk.mediaservices().getByResourceGroup(region.group, region.account);

    assertEquals(region.emulator.accountResourceId(), account.id());
    assertEquals("West Europe", account.location());
    assertTrue(
        account
            .storageAccounts()
            .get(0)
            .id()
            .endsWith("/storageAccounts/" + region.storageAccount()));
  }

  @Test
  void a_request_without_api_version_is_refused() {
    Answer answer = region.call("GET", "/assets", "", "");

    assertEquals(400, answer.status());
    assertEquals("MissingApiVersionParameter", answer.errorCode());
    assertTrue(answer.json().at("/error/details").isArray());
  }

  @Test
  void the_path_is_read_without_regard_to_case() {
    String url =
        region.emulator.endpoint()
            + region.emulator.accountResourceId().toUpperCase(Locale.ROOT)
            + "/ASSETS?"
            + VERSION;

    assertEquals(200, region.callUrl("GET", url, "").status());
  }

  @Test
  void another_account_is_not_found() {
    ManagementException missing =
        assertThrows(
            ManagementException.class,
            () -> region.sdk.assets().get(region.group, "otheraccount", "asset"));

    assertEquals(404, missing.getResponse().getStatusCode());
    assertEquals("ResourceNotFound", missing.getValue().getCode());
  }

  @Test
  void an_unknown_resource_type_is_not_found() {
    assertEquals(404, region.call("GET", "/pancakes", VERSION, "").status());
  }

  @Test
  void a_method_that_a_resource_lacks_is_not_allowed() {
    assertEquals(405, region.call("PUT", "/assets", VERSION, "{}").status());
  }

  @Test
  void a_body_that_is_no_json_is_refused() {
    Answer answer = region.call("PUT", "/assets/a", VERSION, "no json");

    assertEquals(400, answer.status());
    assertEquals("InvalidRequestContent", answer.errorCode());
  }

  @Test
  void an_illegal_name_is_refused_for_every_kind() {
    for (String kind : new String[] {"assets", "transforms", "streamingLocators"}) {
      Answer answer = region.call("PUT", "/" + kind + "/a%3Ab", VERSION, "{\"properties\":{}}");

      assertEquals(400, answer.status(), kind);
      assertTrue(answer.errorMessage().contains("'a:b'"), answer.errorMessage());
    }
  }

  @Test
  void a_wrong_connection_string_is_refused_without_being_shown() {
    EmulatorOptions options = EmulatorOptions.of("amswrong", "AccountKey:s3cret");

    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> MediaServicesEmulator.start(options));

    assertTrue(refusal.getMessage().contains("storageConnectionString"), refusal.getMessage());
    assertFalse(refusal.getMessage().contains("s3cret"), refusal.getMessage());
  }

  @Test
  void a_port_in_use_is_named_with_its_cure() {
    int port = region.emulator.endpoint().getPort();
    EmulatorOptions options = region.emulator.options().withPort(port);

    IllegalStateException refusal =
        assertThrows(IllegalStateException.class, () -> MediaServicesEmulator.start(options));

    assertTrue(refusal.getMessage().contains("127.0.0.1:" + port), refusal.getMessage());
    assertTrue(refusal.getMessage().contains("choose another port"), refusal.getMessage());
  }
}
