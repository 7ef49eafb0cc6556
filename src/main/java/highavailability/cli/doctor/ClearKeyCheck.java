package highavailability.cli.doctor;

import highavailability.cli.doctor.Finding.About;
import highavailability.provisioning.ClearKeyTokenService;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Whether the clear key makes tokens that it verifies. */
final class ClearKeyCheck {
  private static final String ALGORITHM = "HmacSHA256";

  private final ClearKeyTokenService tokens;
  private final byte[] key;

  /**
   * Takes the tokens' maker.
   *
   * @param key secret {@code ClearKeyStreamingKey}
   */
  ClearKeyCheck(ClearKeyTokenService tokens, byte[] key) {
    this.tokens = tokens;
    this.key = key.clone();
  }

  Finding find(About about) {
    return verifies(tokens.createToken(UUID.randomUUID(), Duration.ofMinutes(1)))
        ? about.ok("makes tokens that it verifies; " + key.length + " bytes")
        : about.problem(
            "makes tokens that it does not verify",
            "put the output of 'openssl rand -base64 32' into secret ClearKeyStreamingKey, then run"
                + " msha init --update");
  }

  private boolean verifies(String token) {
    int end = token.lastIndexOf('.');
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return MessageDigest.isEqual(
          mac.doFinal(token.substring(0, end).getBytes(StandardCharsets.US_ASCII)),
          Base64.getUrlDecoder().decode(token.substring(end + 1)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java cannot do " + ALGORITHM, e);
    }
  }
}
