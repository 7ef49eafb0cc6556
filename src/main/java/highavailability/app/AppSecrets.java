package highavailability.app;

import highavailability.app.StorageSecret.Service;
import highavailability.mediaservices.MediaServiceInstanceConfiguration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every secret, typed and valid. A storage secret is a connection string, or the https URI of the
 * service, which is then used as the managed identity. {@link #toString} shows no secret.
 *
 * @param instances the Media Services instances, in the order of {@code AMSConfiguration}
 * @param storageAccountConnectionString queues ({@code StorageAccountConnectionString})
 * @param tableStorageAccountConnectionString tables ({@code TableStorageAccountConnectionString})
 * @param assetStorageConnectionStrings blobs of each instance's assets, by account name ({@code
 *     AMSStorageAccountConnectionString-<account>})
 * @param apiKeys of the instances that are signed in to with one, by account name
 * @param clearKeyStreamingKey signs tokens for content keys ({@code ClearKeyStreamingKey}); at
 *     least 32 bytes
 */
public record AppSecrets(
    List<MediaServiceInstanceConfiguration> instances,
    String storageAccountConnectionString,
    String tableStorageAccountConnectionString,
    Map<String, String> assetStorageConnectionStrings,
    Map<String, String> apiKeys,
    byte[] clearKeyStreamingKey) {
  static final String INSTANCES = "AMSConfiguration";
  static final String STORAGE = "StorageAccountConnectionString";
  static final String TABLE_STORAGE = "TableStorageAccountConnectionString";
  static final String ASSET_STORAGE_PREFIX = "AMSStorageAccountConnectionString-";
  static final String CLEAR_KEY = "ClearKeyStreamingKey";

  /** HS256 asks for a key that is no shorter than its hash (RFC 7518, section 3.2). */
  private static final int LEAST_KEY_BYTES = 32;

  private static final Logger LOG = LoggerFactory.getLogger(AppSecrets.class);

  /** Copies what could be changed from outside. */
  public AppSecrets {
    instances = List.copyOf(instances);
    assetStorageConnectionStrings = Map.copyOf(assetStorageConnectionStrings);
    apiKeys = Map.copyOf(apiKeys);
    clearKeyStreamingKey = clearKeyStreamingKey.clone();
  }

  @Override
  public byte[] clearKeyStreamingKey() {
    return clearKeyStreamingKey.clone();
  }

  @Override
  public String toString() {
    return "AppSecrets[instances=" + instances + "]";
  }

  /**
   * Reads all secrets.
   *
   * @throws InvalidSettingsException naming every secret that is missing or wrong
   */
  public static AppSecrets read(Secrets secrets) {
    Problems problems = new Problems();
    AppSecrets read = read(secrets, problems);
    problems.throwIfAny();
    return read;
  }

  /** Reads all secrets; what it gives is of no use when it finds problems. */
  static AppSecrets read(Secrets secrets, Problems problems) {
    Reader reader = new Reader(secrets, problems);
    List<MediaServiceInstanceConfiguration> instances =
        reader
            .required(INSTANCES, "a JSON array of the Media Services instances")
            .map(new InstancesReader(problems)::read)
            .orElse(List.of());
    String storage = reader.storage(STORAGE, Service.QUEUE);
    String tableStorage = reader.storage(TABLE_STORAGE, Service.TABLE);
    Map<String, String> assetStorage = new LinkedHashMap<>();
    Map<String, String> apiKeys = new LinkedHashMap<>();
    for (MediaServiceInstanceConfiguration instance : instances) {
      String account = instance.accountName();
      assetStorage.put(account, reader.storage(ASSET_STORAGE_PREFIX + account, Service.BLOB));
      if (instance.authentication() == MediaServiceInstanceConfiguration.Authentication.API_KEY) {
        String keyName = instance.apiKeySecretName().orElseThrow();
        apiKeys.put(account, reader.required(keyName, "the API key of " + account).orElse(""));
      }
    }
    AppSecrets read =
        new AppSecrets(instances, storage, tableStorage, assetStorage, apiKeys, reader.clearKey());
    if (problems.count() == 0 && instances.size() == 1) {
      LOG.warn(
          "Secret {} has one instance only, {}: nothing can take its jobs when its region fails.",
          INSTANCES,
          instances.get(0).accountName());
    }
    return read;
  }

  /** Reads one secret after the other; a vault that failed once is not asked again. */
  private static final class Reader {
    private final Secrets secrets;
    private final Problems problems;
    private boolean failed;

    Reader(Secrets secrets, Problems problems) {
      this.secrets = secrets;
      this.problems = problems;
    }

    Optional<String> required(String name, String accepted) {
      if (failed) {
        return Optional.empty();
      }
      try {
        Optional<String> value = secrets.find(name);
        if (value.isEmpty()) {
          problems.add(
              "Secret "
                  + name
                  + " is not set: put "
                  + accepted
                  + " into "
                  + secrets.place(name)
                  + ".");
        }
        return value;
      } catch (SecretAccessException e) {
        failed = true;
        problems.add(e.getMessage());
        return Optional.empty();
      }
    }

    String storage(String name, Service service) {
      Optional<String> value = required(name, "a storage connection string or a service URI");
      value
          .flatMap(v -> StorageSecret.problemWith(v, service))
          .ifPresent(p -> problems.add("Secret " + name + " " + p + "."));
      return value.orElse("");
    }

    byte[] clearKey() {
      String cure = "the output of 'openssl rand -base64 32'";
      Optional<String> value = required(CLEAR_KEY, cure);
      if (value.isEmpty()) {
        return new byte[0];
      }
      try {
        byte[] key = Base64.getDecoder().decode(value.get());
        if (key.length < LEAST_KEY_BYTES) {
          problems.add(
              "Secret "
                  + CLEAR_KEY
                  + " has "
                  + key.length
                  + " bytes, and HS256 needs "
                  + LEAST_KEY_BYTES
                  + " or more: use "
                  + cure
                  + ".");
        }
        return key;
      } catch (IllegalArgumentException e) {
        problems.add("Secret " + CLEAR_KEY + " is not Base64: use " + cure + ".");
        return new byte[0];
      }
    }
  }
}
