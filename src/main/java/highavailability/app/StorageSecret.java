package highavailability.app;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The rule for secrets that lead to a storage account. */
final class StorageSecret {
  private StorageSecret() {}

  /** What the account is used for. */
  enum Service {
    /** Queues. */
    QUEUE,
    /** Tables, of a storage account or of Cosmos DB. */
    TABLE,
    /** Blobs. */
    BLOB;

    private String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    private String endpointKey() {
      return label() + "endpoint";
    }

    private boolean isOther(String host) {
      for (Service service : values()) {
        if (service != this && host.contains("." + service.label() + ".core.")) {
          return true;
        }
      }
      return false;
    }
  }

  /** What is wrong with a value, in words that do not show it; empty when nothing is. */
  static Optional<String> problemWith(String value, Service service) {
    return value.matches("(?i)https?://.*")
        ? problemWithUri(value, service)
        : problemWithConnectionString(value, service);
  }

  private static Optional<String> problemWithUri(String value, Service service) {
    URI uri;
    try {
      uri = new URI(value);
    } catch (URISyntaxException e) {
      // Its text quotes the value.
      return Optional.of("is not a legal URI");
    }
    if (uri.getHost() == null || !"https".equalsIgnoreCase(uri.getScheme())) {
      return Optional.of(
          "is a service URI without https; the identity's token is sent over https only");
    }
    if (uri.getRawQuery() != null || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
      return Optional.of(
          "is a service URI with more than host and path; put a SAS into a connection string"
              + " (SharedAccessSignature=...)");
    }
    if (service.isOther(uri.getHost().toLowerCase(Locale.ROOT))) {
      return Optional.of(
          "is the URI of another service; it must be the one for " + service.label() + "s");
    }
    return Optional.empty();
  }

  private static Optional<String> problemWithConnectionString(String value, Service service) {
    Map<String, String> parts = new HashMap<>();
    for (String part : value.split(";")) {
      int equals = part.indexOf('=');
      if (!part.isBlank() && equals > 0) {
        parts.put(
            part.substring(0, equals).strip().toLowerCase(Locale.ROOT),
            part.substring(equals + 1).strip());
      }
    }
    boolean account = has(parts, "accountname");
    boolean key = account && has(parts, "accountkey");
    if (key && !isBase64(parts.get("accountkey"))) {
      return Optional.of("has an AccountKey that is not Base64; copy it again from the account");
    }
    boolean sas =
        has(parts, "sharedaccesssignature") && (account || has(parts, service.endpointKey()));
    if (key || sas || "true".equalsIgnoreCase(parts.get("usedevelopmentstorage"))) {
      return Optional.empty();
    }
    return Optional.of(
        "is neither a connection string (AccountName with AccountKey or SharedAccessSignature, or"
            + " UseDevelopmentStorage=true) nor the https URI of the "
            + service.label()
            + " service");
  }

  private static boolean isBase64(String key) {
    try {
      return Base64.getDecoder().decode(key).length > 0;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean has(Map<String, String> parts, String key) {
    return !parts.getOrDefault(key, "").isEmpty();
  }
}
