package highavailability.deployment;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Azure's rules for the names of resources, for the last part of each. */
final class NameRules {
  private static final Pattern ANY = Pattern.compile("[A-Za-z0-9_().-]{1,90}(?<!\\.)");
  private static final Pattern GUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private static final Map<String, Pattern> BY_TYPE =
      Map.ofEntries(
          rule("Microsoft.Storage/storageAccounts", "[a-z0-9]{3,24}"),
          rule(
              "Microsoft.Storage/storageAccounts/queueServices/queues",
              "(?=.{3,63}$)[a-z0-9](-?[a-z0-9])*"),
          rule(
              "Microsoft.Storage/storageAccounts/blobServices/containers",
              "(?=.{3,63}$)[a-z0-9](-?[a-z0-9])*"),
          rule(
              "Microsoft.Storage/storageAccounts/fileServices/shares",
              "(?=.{3,63}$)[a-z0-9](-?[a-z0-9])*"),
          rule(
              "Microsoft.Storage/storageAccounts/tableServices/tables",
              "[A-Za-z][A-Za-z0-9]{2,62}"),
          rule("Microsoft.DocumentDB/databaseAccounts", "[a-z0-9](?=.{2,43}$)(-?[a-z0-9])*"),
          rule("Microsoft.KeyVault/vaults", "(?=.{3,24}$)[A-Za-z](-?[A-Za-z0-9])*"),
          rule("Microsoft.KeyVault/vaults/secrets", "[A-Za-z0-9-]{1,127}"),
          rule(
              "Microsoft.OperationalInsights/workspaces",
              "(?=.{4,63}$)[A-Za-z0-9](-?[A-Za-z0-9])*"),
          rule("Microsoft.Web/serverfarms", "[A-Za-z0-9-]{1,40}"),
          rule("Microsoft.Web/sites", "(?=.{2,60}$)[A-Za-z0-9](-?[A-Za-z0-9])*"),
          rule("Microsoft.Cdn/profiles/afdEndpoints", "(?=.{2,46}$)[A-Za-z0-9](-?[A-Za-z0-9])*"),
          rule("Microsoft.Cdn/profiles/ruleSets", "[A-Za-z][A-Za-z0-9]{0,59}"),
          rule("Microsoft.Cdn/profiles/ruleSets/rules", "[A-Za-z][A-Za-z0-9]{0,59}"),
          rule("Microsoft.Media/mediaservices", "[a-z0-9]{3,24}"),
          rule("Microsoft.EventGrid/systemTopics", "[A-Za-z0-9-]{3,128}"),
          rule("Microsoft.EventGrid/eventSubscriptions", "[A-Za-z0-9-]{3,64}"),
          rule("Microsoft.EventGrid/systemTopics/eventSubscriptions", "[A-Za-z0-9-]{3,64}"),
          rule("Microsoft.Resources/deployments", "[A-Za-z0-9_().-]{1,64}"),
          Map.entry("Microsoft.Authorization/roleAssignments", GUID),
          Map.entry("Microsoft.Insights/workbooks", GUID));

  private NameRules() {}

  private static Map.Entry<String, Pattern> rule(String type, String pattern) {
    return Map.entry(type, Pattern.compile(pattern));
  }

  static Optional<String> problemWith(ArmResource resource) {
    Pattern rule = BY_TYPE.getOrDefault(resource.type(), ANY);
    return rule.matcher(resource.name()).matches()
        ? Optional.empty()
        : Optional.of(": the name '" + resource.name() + "' must match " + rule);
  }
}
