package highavailability.cli.poison;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** Settings for commands that need storage and no instance: there is none where they point. */
final class AppWithStorage {
  private AppWithStorage() {}

  /** Settings with this connection string for all storage. */
  static Map<String, String> settings(String storage) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("StorageAccountConnectionString", storage);
    settings.put("TableStorageAccountConnectionString", storage);
    settings.put(
        "AMSConfiguration",
        "[{\"SubscriptionId\":\"s\",\"ResourceGroup\":\"g\",\"AccountName\":\"amseast\"}]");
    settings.put("AMSStorageAccountConnectionString_amseast", storage);
    settings.put("ClearKeyStreamingKey", Base64.getEncoder().encodeToString(new byte[32]));
    settings.put("FrontDoorHostName", "app.azurefd.net");
    settings.put("ContentKeyPolicyName", "policy");
    settings.put("TokenIssuer", "https://issuer");
    settings.put("TokenAudience", "audience");
    settings.put("InstanceHealthSchedule", "0 */10 * * * *");
    settings.put("JobOutputStatusSyncSchedule", "0 */15 * * * *");
    return settings;
  }
}
