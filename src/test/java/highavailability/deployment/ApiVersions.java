package highavailability.deployment;

import java.util.Map;

/** The version of each resource type that the templates are written for; all of them stable. */
final class ApiVersions {
  private static final Map<String, String> BY_PROVIDER =
      Map.ofEntries(
          Map.entry("Microsoft.Authorization/roleAssignments", "2022-04-01"),
          Map.entry("Microsoft.Cdn/profiles", "2024-02-01"),
          Map.entry("Microsoft.DocumentDB/databaseAccounts", "2024-05-15"),
          Map.entry("Microsoft.EventGrid/eventSubscriptions", "2022-06-15"),
          Map.entry("Microsoft.EventGrid/systemTopics", "2022-06-15"),
          Map.entry("Microsoft.Insights/actionGroups", "2023-01-01"),
          Map.entry("Microsoft.Insights/components", "2020-02-02"),
          Map.entry("Microsoft.Insights/metricAlerts", "2018-03-01"),
          Map.entry("Microsoft.Insights/scheduledQueryRules", "2023-12-01"),
          Map.entry("Microsoft.Insights/workbooks", "2023-06-01"),
          Map.entry("Microsoft.KeyVault/vaults", "2023-07-01"),
          Map.entry("Microsoft.Media/mediaservices", "2023-01-01"),
          Map.entry("Microsoft.Media/mediaservices/streamingEndpoints", "2022-11-01"),
          Map.entry("Microsoft.OperationalInsights/workspaces", "2023-09-01"),
          Map.entry("Microsoft.Resources/deployments", "2022-09-01"),
          Map.entry("Microsoft.Storage/storageAccounts", "2023-05-01"),
          Map.entry("Microsoft.Web/serverfarms", "2023-12-01"),
          Map.entry("Microsoft.Web/sites", "2023-12-01"));

  private ApiVersions() {}

  /** A child has the version of its parent, unless it is named itself. */
  static String of(String type) {
    for (String name = type; name.contains("/"); name = name.substring(0, name.lastIndexOf('/'))) {
      if (BY_PROVIDER.containsKey(name)) {
        return BY_PROVIDER.get(name);
      }
    }
    throw new AssertionError("No API version is pinned for " + type);
  }

  static boolean areUsed(String version) {
    return BY_PROVIDER.containsValue(version);
  }
}
