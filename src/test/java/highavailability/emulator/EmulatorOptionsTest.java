package highavailability.emulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EmulatorOptionsTest {

  private static final EmulatorOptions OPTIONS = EmulatorOptions.of("amswest", "AccountKey=secret");

  @Test
  void a_wrong_option_is_named_with_its_cure() {
    IllegalArgumentException name =
        assertThrows(IllegalArgumentException.class, () -> EmulatorOptions.of("AMS-West", "x"));
    IllegalArgumentException port =
        assertThrows(IllegalArgumentException.class, () -> OPTIONS.withPort(70000));
    IllegalArgumentException page =
        assertThrows(IllegalArgumentException.class, () -> OPTIONS.withPageSize(0));
    IllegalArgumentException storage =
        assertThrows(IllegalArgumentException.class, () -> EmulatorOptions.of("amswest", " "));

    assertTrue(name.getMessage().contains("accountName 'AMS-West'"), name.getMessage());
    assertTrue(port.getMessage().contains("port 70000"), port.getMessage());
    assertTrue(page.getMessage().contains("pageSize is 0"), page.getMessage());
    assertTrue(storage.getMessage().contains("storageConnectionString"), storage.getMessage());
  }

  @Test
  void a_negative_duration_is_refused() {
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class,
            () -> new EncodingSpeed(Duration.ZERO, Duration.ofSeconds(-1), Duration.ZERO));

    assertTrue(refusal.getMessage().contains("scheduled"), refusal.getMessage());
  }

  @Test
  void no_key_shows_up_in_logs() {
    EmulatorOptions options =
        OPTIONS.withApiKeyAccess(new ApiKeyAccess("secret", Duration.ofMinutes(5)));

    assertFalse(options.toString().contains("secret"), options.toString());
  }

  @Test
  void a_key_and_a_lifetime_that_are_of_no_use_are_refused() {
    IllegalArgumentException key =
        assertThrows(
            IllegalArgumentException.class, () -> new ApiKeyAccess(" ", Duration.ofMinutes(5)));
    IllegalArgumentException lifetime =
        assertThrows(
            IllegalArgumentException.class, () -> new ApiKeyAccess("key", Duration.ofMillis(1)));

    assertTrue(key.getMessage().contains("apiKey is missing"), key.getMessage());
    assertTrue(lifetime.getMessage().contains("tokenLifetime is PT0.001S"), lifetime.getMessage());
  }

  @Test
  void each_wither_changes_one_option() {
    EmulatorOptions changed =
        OPTIONS.withLocation("East US").withPort(8080).withPageSize(2).withEventGridTopic("own");

    assertEquals(Optional.of("own"), changed.eventGridTopic());
    assertEquals("East US", changed.location());
    assertEquals(8080, changed.port());
    assertEquals(2, changed.pageSize());
    assertEquals(OPTIONS.accountName(), changed.accountName());
  }
}
