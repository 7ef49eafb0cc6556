package highavailability.app;

import java.util.HashMap;
import java.util.Map;

/** The fewest settings that the app starts with. */
final class ValidSettings {
  static final String KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";
  static final String STORAGE = "AccountName=storage;AccountKey=c3RvcmFnZSBrZXk=";

  private ValidSettings() {}

  /** Settings without secrets, to be changed at will. */
  static Map<String, String> settings() {
    return new HashMap<>(
        Map.of(
            "FrontDoorHostName", "app.azurefd.net",
            "ContentKeyPolicyName", "policy",
            "TokenIssuer", "https://issuer",
            "TokenAudience", "audience",
            "InstanceHealthSchedule", "0 */10 * * * *",
            "JobOutputStatusSyncSchedule", "0 */15 * * * *"));
  }

  /** Settings and secrets, to be changed at will. */
  static Map<String, String> withSecrets() {
    Map<String, String> all = settings();
    all.put("StorageAccountConnectionString", STORAGE);
    all.put("TableStorageAccountConnectionString", STORAGE);
    all.put("AMSConfiguration", "[" + instance("amseast") + "," + instance("amswest") + "]");
    all.put("AMSStorageAccountConnectionString_amseast", STORAGE);
    all.put("AMSStorageAccountConnectionString_amswest", STORAGE);
    all.put("ClearKeyStreamingKey", KEY);
    return all;
  }

  static String instance(String account) {
    return instance(account, "");
  }

  /** An element of {@code AMSConfiguration} with more fields, each after a comma. */
  static String instance(String account, String more) {
    return "{'SubscriptionId':'sub','ResourceGroup':'group','AccountName':'%s'%s}"
        .formatted(account, more)
        .replace('\'', '"');
  }
}
