package highavailability.emulator;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Gives tokens for an API key and asks for them, as services do that are compatible with Media
 * Services but know no Microsoft Entra ID. Tokens are signed with a key of this process: those of
 * one before it are worth nothing.
 */
final class SignIn {

  private static final List<String> PATH = List.of("auth", "token");
  private static final int SIGNING_KEY_BYTES = 32;

  private final String subscriptionId;
  private final Optional<ApiKeyAccess> access;
  private final byte[] signingKey = new byte[SIGNING_KEY_BYTES];

  SignIn(EmulatorOptions options) {
    this.subscriptionId = options.subscriptionId();
    this.access = options.apiKeyAccess();
    new SecureRandom().nextBytes(signingKey);
  }

  static boolean isAt(List<String> path) {
    return PATH.equals(path);
  }

  /** Answers with a token as it is, not with JSON around it. */
  Reply handle(ArmRequest request) {
    ApiKeyAccess wanted =
        access.orElseThrow(() -> ArmError.notFound("This service knows no API keys."));
    if (!request.method().equals("POST")) {
      throw ArmError.methodNotAllowed(request.method());
    }
    if (!wanted.apiKey().equals(request.json().path("apiKey").asText())) {
      throw ArmError.of(401, "InvalidApiKey", "The API key is not accepted.");
    }
    String subscription = request.json().path("subscriptionId").asText();
    if (!subscriptionId.equalsIgnoreCase(subscription)) {
      throw ArmError.of(
          403,
          "AuthorizationFailed",
          "The API key gives no access to subscription '" + subscription + "'.");
    }
    return Reply.text(200, "text/plain; charset=utf-8", token(wanted));
  }

  /** A token for a client on this side of the API; empty when none is asked for. */
  Optional<String> newToken() {
    return access.map(this::token);
  }

  void requireToken(ArmRequest request) {
    if (access.isEmpty()) {
      return;
    }
    String token =
        request
            .bearerToken()
            .orElseThrow(
                () -> ArmError.of(401, "AuthenticationFailed", "The request has no bearer token."));
    // A fault may have held the request: what counts is when it came.
    if (!expiryOf(token).isAfter(request.receivedAt())) {
      throw ArmError.of(401, "ExpiredAuthenticationToken", "The access token has expired.");
    }
  }

  private String token(ApiKeyAccess given) {
    // Claims are whole seconds: without the second more, a short lifetime would be shorter still.
    Instant expiry = Instant.now().plus(given.tokenLifetime()).plusSeconds(1);
    SignedJWT token =
        new SignedJWT(
            new JWSHeader(JWSAlgorithm.HS256),
            new JWTClaimsSet.Builder()
                .subject(subscriptionId)
                .jwtID(UUID.randomUUID().toString())
                .expirationTime(Date.from(expiry))
                .build());
    try {
      token.sign(new MACSigner(signingKey));
    } catch (JOSEException e) {
      throw new IllegalStateException("A token cannot be signed", e);
    }
    return token.serialize();
  }

  private Instant expiryOf(String text) {
    try {
      SignedJWT token = SignedJWT.parse(text);
      if (token.verify(new MACVerifier(signingKey))) {
        return token.getJWTClaimsSet().getExpirationTime().toInstant();
      }
    } catch (ParseException | JOSEException e) {
      throw ArmError.of(401, "InvalidAuthenticationToken", "The access token is no token: " + e);
    }
    throw ArmError.of(
        401, "InvalidAuthenticationToken", "The access token is not of this service.");
  }
}
