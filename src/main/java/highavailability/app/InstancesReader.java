package highavailability.app;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import highavailability.jobs.InvalidMessageException;
import highavailability.jobs.Json;
import highavailability.jobs.Names;
import highavailability.mediaservices.MediaServiceInstanceConfiguration;
import highavailability.mediaservices.MediaServiceInstanceConfiguration.Authentication;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the secret {@code AMSConfiguration}: a JSON array with one object for each instance. */
final class InstancesReader {
  private static final String DEFAULT_ENDPOINT = "https://management.azure.com";
  private static final List<String> FIELDS =
      List.of(
          "SubscriptionId",
          "ResourceGroup",
          "AccountName",
          "Endpoint",
          "Authentication",
          "ApiKeySecretName",
          "EventGridTopic");

  /** Azure's rule for the name of a Media Services account. */
  private static final Pattern ACCOUNT = Pattern.compile("[a-z0-9]{3,24}");

  /** Key Vault's rule for the name of a secret. */
  private static final Pattern SECRET_NAME = Pattern.compile("[A-Za-z0-9-]{1,127}");

  /** Both stand in the path of a URL. */
  private static final Pattern PATH_PART = Pattern.compile("[^\\s/\\\\?#%]+");

  private final Problems problems;

  InstancesReader(Problems problems) {
    this.problems = problems;
  }

  /** Gives the instances that could be read; names of accounts are in lower case. */
  List<MediaServiceInstanceConfiguration> read(String json) {
    Optional<JsonNode> tree = parse(json);
    if (tree.isEmpty()) {
      return List.of();
    }
    if (!tree.get().isArray() || tree.get().isEmpty()) {
      problem(
          "must be a JSON array with an object for each instance, such as"
              + " [{\"SubscriptionId\":\"..\",\"ResourceGroup\":\"..\",\"AccountName\":\"..\"}]");
      return List.of();
    }
    List<MediaServiceInstanceConfiguration> instances = new ArrayList<>();
    Set<String> accounts = new HashSet<>();
    for (int i = 0; i < tree.get().size(); i++) {
      int before = problems.count();
      JsonNode node = tree.get().get(i);
      if (!node.isObject()) {
        problem("[" + i + "] must be an object");
        continue;
      }
      MediaServiceInstanceConfiguration instance = readInstance("[" + i + "]", node);
      if (!instance.accountName().isEmpty() && !accounts.add(instance.accountName())) {
        problem("[" + i + "].AccountName '" + instance.accountName() + "' is there twice");
      }
      if (problems.count() == before) {
        instances.add(instance);
      }
    }
    return instances;
  }

  private Optional<JsonNode> parse(String json) {
    try {
      return Optional.of(Json.tree(json));
    } catch (InvalidMessageException e) {
      // The parser's own words may quote the secret.
      problem(
          e.getCause() instanceof JacksonException cause && cause.getLocation() != null
              ? "is not JSON from line "
                  + cause.getLocation().getLineNr()
                  + ", column "
                  + cause.getLocation().getColumnNr()
              : "is not JSON");
      return Optional.empty();
    }
  }

  private MediaServiceInstanceConfiguration readInstance(String at, JsonNode node) {
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!FIELDS.contains(name)) {
        problem(
            at + " has the unknown field '" + name + "'; there are " + String.join(", ", FIELDS));
      }
    }
    Authentication authentication = authentication(at, node);
    Optional<String> apiKeySecretName = text(at, node, "ApiKeySecretName");
    if (authentication == Authentication.API_KEY) {
      if (apiKeySecretName.isEmpty()) {
        problem(
            at
                + ".ApiKeySecretName is missing; Authentication ApiKey needs the name of the secret"
                + " that holds the key");
      } else if (!SECRET_NAME.matcher(apiKeySecretName.get()).matches()) {
        problem(
            at
                + ".ApiKeySecretName must be the name of a secret: 1 to 127 letters, digits and"
                + " hyphens");
      }
    }
    return new MediaServiceInstanceConfiguration(
        pathPart(at, node, "SubscriptionId"),
        pathPart(at, node, "ResourceGroup"),
        accountName(at, node),
        endpoint(at, node),
        authentication,
        apiKeySecretName,
        text(at, node, "EventGridTopic"));
  }

  private Optional<String> text(String at, JsonNode node, String field) {
    JsonNode value = node.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      problem(at + "." + field + " must be a string");
      return Optional.empty();
    }
    return Optional.of(value.textValue().strip()).filter(v -> !v.isEmpty());
  }

  private String required(String at, JsonNode node, String field) {
    int before = problems.count();
    Optional<String> value = text(at, node, field);
    if (value.isEmpty() && problems.count() == before) {
      problem(at + "." + field + " is missing");
    }
    return value.orElse("");
  }

  private String pathPart(String at, JsonNode node, String field) {
    String value = required(at, node, field);
    if (!value.isEmpty() && !PATH_PART.matcher(value).matches()) {
      problem(at + "." + field + " may not contain blanks or / \\ ? # %");
    }
    return value;
  }

  private String accountName(String at, JsonNode node) {
    String name = Names.canonical(required(at, node, "AccountName"));
    if (!name.isEmpty() && !ACCOUNT.matcher(name).matches()) {
      problem(at + ".AccountName '" + name + "' must be 3 to 24 letters and digits");
    }
    return name;
  }

  private Authentication authentication(String at, JsonNode node) {
    String text = text(at, node, "Authentication").orElse("ManagedIdentity");
    if (text.equalsIgnoreCase("ApiKey")) {
      return Authentication.API_KEY;
    }
    if (!text.equalsIgnoreCase("ManagedIdentity")) {
      problem(at + ".Authentication '" + text + "' must be ManagedIdentity or ApiKey");
    }
    return Authentication.MANAGED_IDENTITY;
  }

  private URI endpoint(String at, JsonNode node) {
    String text = text(at, node, "Endpoint").orElse(DEFAULT_ENDPOINT).replaceAll("/+$", "");
    try {
      URI uri = new URI(text);
      boolean bare =
          uri.getHost() != null
              && uri.getRawUserInfo() == null
              && uri.getRawQuery() == null
              && uri.getRawFragment() == null;
      boolean secure = "https".equalsIgnoreCase(uri.getScheme());
      boolean plain = "http".equalsIgnoreCase(uri.getScheme());
      if (bare && (secure || plain && HostName.isLoopback(uri.getHost()))) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // Told below: what is accepted is the same for every wrong endpoint.
    }
    problem(
        at
            + ".Endpoint must be an https URL such as "
            + DEFAULT_ENDPOINT
            + " (http for localhost, 127.0.0.0/8 and [::1] only)");
    return URI.create(DEFAULT_ENDPOINT);
  }

  private void problem(String what) {
    problems.add("Secret " + AppSecrets.INSTANCES + (what.startsWith("[") ? "" : " ") + what + ".");
  }
}
