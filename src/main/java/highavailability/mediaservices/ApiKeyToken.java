package highavailability.mediaservices;

import com.fasterxml.jackson.databind.JsonNode;
import highavailability.jobs.InvalidMessageException;
import highavailability.jobs.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** A token that an instance gave for an API key. */
record ApiKeyToken(String value, Instant renewAt) {
  private static final Duration RENEWED_BEFORE_EXPIRY = Duration.ofMinutes(2);
  private static final Duration LIFETIME_WHEN_UNKNOWN = Duration.ofMinutes(5);
  private static final Pattern JWT =
      Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]*");

  /** Reads a JWT, plain or as a JSON string; empty when it is none. */
  static Optional<ApiKeyToken> parse(String body, Instant now) {
    String value = body.strip().replaceAll("^\"|\"$", "");
    if (!JWT.matcher(value).matches()) {
      return Optional.empty();
    }
    Instant renewAt =
        expiry(value).map(expiry -> renewal(now, expiry)).orElse(now.plus(LIFETIME_WHEN_UNKNOWN));
    return Optional.of(new ApiKeyToken(value, renewAt));
  }

  boolean isToBeRenewed(Instant now) {
    return !now.isBefore(renewAt);
  }

  // A token that lives for minutes only is used for half its life rather than never.
  private static Instant renewal(Instant now, Instant expiry) {
    Duration half = Duration.between(now, expiry).dividedBy(2);
    Duration margin = half.compareTo(RENEWED_BEFORE_EXPIRY) < 0 ? half : RENEWED_BEFORE_EXPIRY;
    return expiry.minus(margin);
  }

  private static Optional<Instant> expiry(String jwt) {
    try {
      byte[] claims = Base64.getUrlDecoder().decode(jwt.split("\\.", -1)[1]);
      JsonNode exp = Json.tree(new String(claims, StandardCharsets.UTF_8)).path("exp");
      return exp.isNumber() ? Optional.of(Instant.ofEpochSecond(exp.asLong())) : Optional.empty();
    } catch (IllegalArgumentException | InvalidMessageException e) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return "ApiKeyToken[renewAt=" + renewAt + "]";
  }
}
