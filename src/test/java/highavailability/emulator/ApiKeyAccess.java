package highavailability.emulator;

import java.time.Duration;

/**
 * The management API is for clients with a token, which {@code POST /auth/token} gives for a key.
 *
 * @param apiKey the key
 * @param tokenLifetime how long a token is accepted; a second or more
 */
public record ApiKeyAccess(String apiKey, Duration tokenLifetime) {

  public ApiKeyAccess {
    if (apiKey == null || apiKey.isBlank()) {
      throw new IllegalArgumentException("ApiKeyAccess.apiKey is missing: give a value");
    }
    if (tokenLifetime.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException(
          "tokenLifetime is " + tokenLifetime + ": use PT1S or more");
    }
  }

  /** Leaves out the key. */
  @Override
  public String toString() {
    return "tokens of " + tokenLifetime;
  }
}
