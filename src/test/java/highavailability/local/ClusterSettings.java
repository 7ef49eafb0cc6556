package highavailability.local;

import highavailability.emulator.EmulatorOptions;
import highavailability.jobs.Json;
import highavailability.local.Regions.Region;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The app settings and secrets of the local cluster; times are short, so that a run shows
 * everything.
 */
final class ClusterSettings {
  static final String TRANSFORM = "AdaptiveStreaming";
  static final String CONTENT_KEY_POLICY = "ClearKeyPolicy";
  static final String TOKEN_ISSUER = "https://issuer.local";
  static final String TOKEN_AUDIENCE = "players";

  private ClusterSettings() {}

  static Map<String, String> create(
      String appConnectionString, List<Region> regions, String frontDoorHostName) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("StorageAccountConnectionString", appConnectionString);
    settings.put("TableStorageAccountConnectionString", appConnectionString);
    settings.put(
        "AMSConfiguration", Json.write(regions.stream().map(ClusterSettings::of).toList()));
    regions.forEach(
        r ->
            settings.put(
                "AMSStorageAccountConnectionString_" + r.accountName(),
                r.storageConnectionString()));
    regions.forEach(
        r ->
            optionsOf(r)
                .apiKeyAccess()
                .ifPresent(access -> settings.put("ApiKey_" + r.accountName(), access.apiKey())));
    settings.put("ClearKeyStreamingKey", randomKey());
    settings.put("FrontDoorHostName", frontDoorHostName);
    settings.put("ContentKeyPolicyName", CONTENT_KEY_POLICY);
    settings.put("TokenIssuer", TOKEN_ISSUER);
    settings.put("TokenAudience", TOKEN_AUDIENCE);
    settings.put("InstanceHealthSchedule", "*/5 * * * * *");
    settings.put("JobOutputStatusSyncSchedule", "*/5 * * * * *");
    settings.put("TimeDurationInMinutesToVerifyJobStatus", "PT5S");
    settings.put("TimeSinceLastUpdateToForceJobResyncInMinutes", "PT10S");
    return settings;
  }

  private static Map<String, String> of(Region region) {
    Map<String, String> instance = new LinkedHashMap<>();
    instance.put("SubscriptionId", Regions.SUBSCRIPTION_ID);
    instance.put("ResourceGroup", Regions.RESOURCE_GROUP);
    instance.put("AccountName", region.accountName());
    instance.put("Endpoint", region.mediaServices().endpoint().toString());
    if (optionsOf(region).apiKeyAccess().isPresent()) {
      instance.put("Authentication", "ApiKey");
      instance.put("ApiKeySecretName", "ApiKey-" + region.accountName());
    }
    optionsOf(region).eventGridTopic().ifPresent(topic -> instance.put("EventGridTopic", topic));
    return instance;
  }

  private static EmulatorOptions optionsOf(Region region) {
    return region.mediaServices().options();
  }

  private static String randomKey() {
    byte[] key = new byte[32];
    new SecureRandom().nextBytes(key);
    return Base64.getEncoder().encodeToString(key);
  }
}
