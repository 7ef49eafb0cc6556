package highavailability.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** What resources tell of themselves once they exist, as far as templates ask for it. */
final class StandIns {
  /** Stands in every secret that Azure itself gives. */
  static final String SECRET = "c2VjcmV0LW9mLWF6dXJl";

  private StandIns() {}

  static JsonNode reference(String id, boolean full) {
    ObjectNode properties = properties(id);
    if (!full) {
      return properties;
    }
    ObjectNode resource = JsonNodeFactory.instance.objectNode();
    resource
        .putObject("identity")
        .put("principalId", principalOf(id))
        .put("tenantId", Target.TENANT);
    resource.set("properties", properties);
    return resource;
  }

  /** The object id of a resource's own identity. */
  static String principalOf(String id) {
    return UUID.nameUUIDFromBytes(ResourceIds.key(id).getBytes(StandardCharsets.UTF_8)).toString();
  }

  private static ObjectNode properties(String id) {
    List<String> names = ResourceIds.namesOf(id);
    String name = names.get(names.size() - 1);
    ObjectNode properties = JsonNodeFactory.instance.objectNode();
    switch (ResourceIds.typeOf(id).toLowerCase(Locale.ROOT)) {
      case "microsoft.storage/storageaccounts" -> {
        ObjectNode endpoints = properties.putObject("primaryEndpoints");
        for (String service : List.of("blob", "queue", "table", "file")) {
          endpoints.put(service, "https://" + name + "." + service + ".core.windows.net/");
        }
      }
      case "microsoft.keyvault/vaults" ->
          properties.put("vaultUri", "https://" + name + ".vault.azure.net/");
      case "microsoft.cdn/profiles" ->
          properties.put("frontDoorId", "f1d00001-0000-4000-8000-000000000000");
      case "microsoft.cdn/profiles/afdendpoints" ->
          properties.put("hostName", name + "-a1b2c3.z01.azurefd.net");
      case "microsoft.insights/components" ->
          properties
              .put("AppId", "a9910001-0000-4000-8000-000000000000")
              .put(
                  "ConnectionString",
                  "InstrumentationKey=1c570001-0000-4000-8000-000000000000;"
                      + "IngestionEndpoint=https://westeurope-1.in.applicationinsights.azure.com/");
      case "microsoft.web/sites" -> properties.put("defaultHostName", name + ".azurewebsites.net");
      case "microsoft.media/mediaservices" ->
          properties.put("mediaServiceId", "3ed1a001-0000-4000-8000-000000000000");
      case "microsoft.media/mediaservices/streamingendpoints" ->
          properties.put("hostName", names.get(0) + "-euwe.streaming.media.azure.net");
      default -> {
        // What it has beyond its identity is not known.
      }
    }
    return properties;
  }

  static JsonNode list(String function, String id) {
    List<String> names = ResourceIds.namesOf(id);
    String what =
        function.toLowerCase(Locale.ROOT) + " " + ResourceIds.typeOf(id).toLowerCase(Locale.ROOT);
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    switch (what) {
      case "listkeys microsoft.storage/storageaccounts" ->
          answer.putArray("keys").addObject().put("keyName", "key1").put("value", SECRET);
      case "listkeys microsoft.documentdb/databaseaccounts" ->
          answer.put("primaryMasterKey", SECRET).put("secondaryMasterKey", SECRET);
      case "listconnectionstrings microsoft.documentdb/databaseaccounts" ->
          cosmosDb(names.get(0), answer.putArray("connectionStrings"));
      default -> throw new TemplateException("nothing is known of " + what);
    }
    return answer;
  }

  /** An account with the Table API has four connection strings for SQL before those for tables. */
  private static void cosmosDb(String account, ArrayNode connectionStrings) {
    for (String api : List.of("Sql", "Table")) {
      for (String kind : List.of("Primary", "Secondary", "PrimaryReadonly", "SecondaryReadonly")) {
        connectionStrings
            .addObject()
            .put("keyKind", kind)
            .put("type", api)
            .put(
                "connectionString",
                api.equals("Sql")
                    ? "AccountEndpoint=https://%s.documents.azure.com:443/;AccountKey=%s;"
                        .formatted(account, SECRET)
                    : ("DefaultEndpointsProtocol=https;AccountName=%s;AccountKey=%s;"
                            + "TableEndpoint=https://%s.table.cosmos.azure.com:443/;")
                        .formatted(account, SECRET, account));
      }
    }
  }
}
