package highavailability.provisioning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.SignedJWT;
import highavailability.testing.SettableClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ClearKeyTokenServiceTest {
  private static final Instant NOW = Instant.parse("2026-11-30T10:00:00Z");

  private final byte[] key = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private final ClearKeyTokenService service =
      new ClearKeyTokenService("issuer", "audience", key, new SettableClock(NOW));

  @Test
  void a_token_is_what_the_content_key_policy_expects() throws Exception {
    UUID contentKey = UUID.randomUUID();

    SignedJWT token = SignedJWT.parse(service.createToken(contentKey, Duration.ofHours(1)));

    assertTrue(token.verify(new MACVerifier(key)));
    assertEquals("issuer", token.getJWTClaimsSet().getIssuer());
    assertEquals(List.of("audience"), token.getJWTClaimsSet().getAudience());
    assertEquals(
        contentKey.toString(),
        token
            .getJWTClaimsSet()
            .getStringClaim("urn:microsoft:azure:mediaservices:contentkeyidentifier"));
    assertEquals(
        Date.from(NOW.plus(Duration.ofHours(1))), token.getJWTClaimsSet().getExpirationTime());
  }
}
