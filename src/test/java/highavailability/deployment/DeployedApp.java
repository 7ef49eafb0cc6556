package highavailability.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import highavailability.jobs.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The function app of a deployment: its settings, and what is in its vault. */
final class DeployedApp {
  private static final String CLEAR_KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

  private final ArmDeployment main;

  DeployedApp(ArmDeployment main) {
    this.main = main;
  }

  Map<String, String> settings() {
    List<ArmResource> found =
        main.resources("Microsoft.Web/sites/config").stream()
            .filter(r -> r.name().equals("appsettings"))
            .toList();
    Map<String, String> settings = new TreeMap<>();
    for (Map.Entry<String, JsonNode> setting : found.get(0).properties().properties()) {
      if (!setting.getValue().isTextual()) {
        throw new AssertionError("Setting " + setting.getKey() + " is no text");
      }
      settings.put(setting.getKey(), setting.getValue().textValue());
    }
    return settings;
  }

  /** What main.json puts into the vault. */
  Map<String, String> vault() {
    Map<String, String> secrets = new TreeMap<>();
    for (ArmResource secret : main.resources("Microsoft.KeyVault/vaults/secrets")) {
      secrets.put(secret.name(), secret.properties().path("value").textValue());
    }
    return secrets;
  }

  /** With what deploy.ps1 puts there: the key for tokens, and the API keys of instances. */
  Map<String, String> vaultWithSecretsOfTheScript() {
    Map<String, String> secrets = new HashMap<>(vault());
    secrets.put(DeployScript.read().assigned("clearKeySecret"), CLEAR_KEY);
    Json.tree(vault().get("AMSConfiguration"))
        .forEach(
            instance -> {
              if (instance.path("Authentication").asText().equals("ApiKey")) {
                secrets.put(instance.path("ApiKeySecretName").asText(), "an-api-key");
              }
            });
    return secrets;
  }
}
