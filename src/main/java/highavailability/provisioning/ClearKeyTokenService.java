package highavailability.provisioning;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import highavailability.mediaservices.MediaServiceAdministration.ClearKeyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;

/**
 * Makes the tokens with which a player gets the key of an encrypted asset. They are made on demand
 * for a viewer and never stand in an event.
 */
public final class ClearKeyTokenService {
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

  private final String issuer;
  private final String audience;
  private final byte[] signingKey;
  private final Clock clock;

  /**
   * Takes what the content key policy in every instance expects.
   *
   * @param issuer {@code TokenIssuer}
   * @param audience {@code TokenAudience}
   * @param signingKey {@code ClearKeyStreamingKey}, 32 bytes or more
   */
  public ClearKeyTokenService(String issuer, String audience, byte[] signingKey, Clock clock) {
    this.issuer = issuer;
    this.audience = audience;
    this.signingKey = signingKey.clone();
    this.clock = clock;
  }

  /**
   * A token for one content key, good from five minutes ago, for clocks that are late, until the
   * given time from now.
   */
  public String createToken(UUID contentKeyId, Duration validFor) {
    Instant now = clock.instant();
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .issuer(issuer)
            .audience(audience)
            .notBeforeTime(Date.from(now.minus(CLOCK_SKEW)))
            .expirationTime(Date.from(now.plus(validFor)))
            .claim(ClearKeyOption.KEY_IDENTIFIER_CLAIM, contentKeyId.toString())
            .build();
    SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
    try {
      token.sign(new MACSigner(signingKey));
    } catch (JOSEException e) {
      throw new IllegalStateException(
          "The clear key cannot sign tokens; it needs 32 bytes or more", e);
    }
    return token.serialize();
  }
}
