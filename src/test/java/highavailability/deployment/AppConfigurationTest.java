package highavailability.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import highavailability.app.AppSecrets;
import highavailability.app.AppSettings;
import highavailability.jobs.Json;
import highavailability.mediaservices.MediaServiceInstanceConfiguration;
import highavailability.mediaservices.MediaServiceInstanceConfiguration.Authentication;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The settings and secrets that the deployment provides, as the app reads them. */
class AppConfigurationTest {
  /** What the Functions host and the worker read, not the app. */
  private static final Pattern OF_THE_HOST =
      Pattern.compile(
          "AzureWebJobsStorage__(accountName|credential)|FUNCTIONS_(EXTENSION_VERSION|WORKER_RUNTIME)"
              + "|APPLICATIONINSIGHTS_CONNECTION_STRING|SCM_DO_BUILD_DURING_DEPLOYMENT"
              + "|WEBSITE_(RUN_FROM_PACKAGE|CONTENTAZUREFILECONNECTIONSTRING|CONTENTSHARE)");

  private final ArmDeployment main = Examples.main();
  private final DeployedApp app = new DeployedApp(main);

  @Test
  void every_setting_that_is_read_is_provided_and_no_other() {
    Set<String> read = new TreeSet<>();
    AppSettings.read(
        name -> {
          read.add(name);
          return app.settings().get(name);
        });
    Set<String> provided = new TreeSet<>(app.settings().keySet());
    provided.removeIf(name -> OF_THE_HOST.matcher(name).matches());
    provided.removeAll(triggerSettings());

    assertEquals(read, provided);
  }

  /** A trigger's connection is a prefix; with an identity there are settings behind it. */
  private static Set<String> triggerSettings() {
    return FunctionsOfTheApp.queueConnections().stream()
        .flatMap(c -> List.of(c + "__queueServiceUri", c + "__credential").stream())
        .collect(Collectors.toSet());
  }

  @Test
  void the_triggers_have_their_queues_and_sign_in_with_the_identity() {
    for (String connection : FunctionsOfTheApp.queueConnections()) {
      assertEquals(
          app.vault().get(connection), app.settings().get(connection + "__queueServiceUri"));
      assertEquals("managedidentity", app.settings().get(connection + "__credential"));
    }
  }

  @Test
  void the_timers_have_their_schedules() {
    for (String setting : FunctionsOfTheApp.scheduleSettings()) {
      assertTrue(app.settings().containsKey(setting), setting);
    }
  }

  @Test
  void the_host_runs_the_apps_java_and_keeps_its_own_data_without_a_key() {
    Map<String, String> settings = app.settings();

    assertEquals("java", settings.get("FUNCTIONS_WORKER_RUNTIME"));
    assertEquals("~4", settings.get("FUNCTIONS_EXTENSION_VERSION"));
    assertEquals(
        main.outputs().get("storageAccountName").textValue(),
        settings.get("AzureWebJobsStorage__accountName"));
    assertEquals("managedidentity", settings.get("AzureWebJobsStorage__credential"));
  }

  @Test
  void the_defaults_are_those_of_the_app() {
    ArmDeployment untuned = Examples.main(Map.of("appSettings", Json.tree("{}")));
    Map<String, String> all = new DeployedApp(untuned).settings();
    Map<String, String> least = new HashMap<>(all);
    Set<String> required =
        Set.of(
            "FrontDoorHostName",
            "ContentKeyPolicyName",
            "TokenIssuer",
            "TokenAudience",
            "InstanceHealthSchedule",
            "JobOutputStatusSyncSchedule",
            "KeyVaultName");
    least.keySet().retainAll(required);

    assertEquals(AppSettings.read(least::get), AppSettings.read(all::get));
  }

  @Test
  void the_settings_lead_to_what_is_deployed() {
    AppSettings settings = AppSettings.read(app.settings()::get);

    assertEquals(
        main.outputs().get("frontDoorHostName").textValue(),
        settings.streaming().frontDoorHostName());
    assertEquals(
        Optional.of(main.outputs().get("keyVaultName").textValue()), settings.keyVaultName());
    Map<String, JsonNode> parameters = ArmTemplate.parameters("main.parameters.json");
    assertEquals(
        List.of(
            parameters.get("contentKeyPolicyName").textValue(),
            parameters.get("tokenIssuer").textValue(),
            parameters.get("tokenAudience").textValue()),
        List.of(
            settings.streaming().contentKeyPolicyName(),
            settings.streaming().tokenIssuer(),
            settings.streaming().tokenAudience()));
  }

  @Test
  void a_setting_can_be_tuned_but_what_belongs_to_the_deployment_stays() {
    Map<String, String> settings =
        new DeployedApp(
                Examples.main(
                    Map.of(
                        "appSettings",
                        Json.tree(
                            "{\"MaxNumberOfResubmissions\":\"7\",\"KeyVaultName\":\"other\"}"))))
            .settings();

    assertEquals("7", settings.get("MaxNumberOfResubmissions"));
    assertEquals(app.settings().get("KeyVaultName"), settings.get("KeyVaultName"));
  }

  @Test
  void every_secret_that_is_read_is_in_the_vault_and_no_other() {
    RecordingVault vault = new RecordingVault(app.vaultWithSecretsOfTheScript());
    AppSecrets.read(vault);

    assertEquals(vault.asked(), new TreeSet<>(app.vaultWithSecretsOfTheScript().keySet()));
  }

  @Test
  void the_instances_are_read_as_the_parameters_name_them() {
    List<MediaServiceInstanceConfiguration> expected = new ArrayList<>();
    for (JsonNode instance :
        ArmTemplate.parameters("main.parameters.json").get("mediaServiceInstances")) {
      expected.add(
          new MediaServiceInstanceConfiguration(
              instance.get("subscriptionId").textValue(),
              instance.get("resourceGroup").textValue(),
              instance.get("accountName").textValue(),
              URI.create(instance.get("endpoint").textValue()),
              instance.get("authentication").textValue().equals("ApiKey")
                  ? Authentication.API_KEY
                  : Authentication.MANAGED_IDENTITY,
              Optional.ofNullable(instance.get("apiKeySecretName").textValue()),
              Optional.ofNullable(instance.get("eventGridTopicResourceId").textValue())));
    }

    assertEquals(expected, secretsOf(app).instances());
  }

  @Test
  void the_documents_accounts_are_read_with_the_identity_and_their_own_topic() {
    ArmDeployment accounts = Examples.mediaServices(true);
    JsonNode instances = accounts.outputs().get("mediaServiceInstances");
    DeployedApp deployed =
        new DeployedApp(Examples.main(Map.of("mediaServiceInstances", instances)));

    List<MediaServiceInstanceConfiguration> read = secretsOf(deployed).instances();

    assertEquals(2, read.size());
    for (MediaServiceInstanceConfiguration instance : read) {
      assertEquals(Authentication.MANAGED_IDENTITY, instance.authentication());
      assertEquals(URI.create("https://management.azure.com"), instance.endpoint());
      assertEquals(
          Optional.empty(), instance.eventGridTopic(), "a system topic's events name the account");
      assertTrue(
          accounts.resources("Microsoft.Media/mediaservices").stream()
              .anyMatch(r -> r.id().equalsIgnoreCase(instance.resourceId())),
          instance.resourceId());
    }
  }

  @Test
  void queues_are_reached_with_the_identity_and_so_are_tables_unless_they_are_in_cosmos_db() {
    String account = main.outputs().get("storageAccountName").textValue();
    AppSecrets cosmosDb = secretsOf(app);
    AppSecrets tableStorage =
        secretsOf(
            new DeployedApp(Examples.main(Map.of("tableStore", TextNode.valueOf("TableStorage")))));

    assertEquals(
        "https://" + account + ".queue.core.windows.net/",
        cosmosDb.storageAccountConnectionString());
    assertEquals(
        "https://" + account + ".table.core.windows.net/",
        tableStorage.tableStorageAccountConnectionString());
    String name = main.resource("Microsoft.DocumentDB/databaseAccounts").name();
    assertEquals(
        "DefaultEndpointsProtocol=https;AccountName=%s;AccountKey=%s;TableEndpoint=https://%s.table.cosmos.azure.com:443/;"
            .formatted(name, StandIns.SECRET, name),
        cosmosDb.tableStorageAccountConnectionString());
  }

  @Test
  void assets_are_reached_with_the_identity_at_each_instances_own_storage() {
    Map<String, String> expected = new HashMap<>();
    for (JsonNode instance :
        ArmTemplate.parameters("main.parameters.json").get("mediaServiceInstances")) {
      String id = instance.get("storageAccountResourceId").textValue();
      expected.put(
          instance.get("accountName").textValue(),
          "https://" + ResourceIds.namesOf(id).get(0) + ".blob.core.windows.net");
    }

    assertEquals(expected, secretsOf(app).assetStorageConnectionStrings());
  }

  private static AppSecrets secretsOf(DeployedApp app) {
    return AppSecrets.read(new RecordingVault(app.vaultWithSecretsOfTheScript()));
  }
}
