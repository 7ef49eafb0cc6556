package highavailability.mediaservices;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What only operators do at an instance: set it up, look at all that is there, and clean up. Every
 * method makes bounded calls and throws {@link MediaServiceCallException} when the instance does
 * not do what was asked.
 */
public interface MediaServiceAdministration {
  /** The account's name, in lower case. */
  String accountName();

  /** A transform's {@code properties} as in the REST API; empty when there is none of that name. */
  Optional<JsonNode> findTransform(String name);

  /**
   * Makes a transform, or changes the one of that name.
   *
   * @param properties {@code outputs} and {@code description} as in the REST API
   */
  void createOrUpdateTransform(String name, JsonNode properties);

  /** Names of all transforms. */
  List<String> listTransforms();

  /** A content key policy with its secrets; empty when there is none of that name. */
  Optional<ContentKeyPolicy> findContentKeyPolicy(String name);

  /** Makes a policy of one clear-key option, or changes the one of that name to that. */
  void createOrUpdateContentKeyPolicy(String name, ClearKeyOption option);

  /** All streaming endpoints. */
  List<StreamingEndpoint> listStreamingEndpoints();

  /**
   * Starts a streaming endpoint and waits until it runs.
   *
   * @throws MediaServiceCallException with an outcome of UNKNOWN when that takes longer than given
   */
  void startStreamingEndpoint(String name, Duration longest);

  /** Stops a streaming endpoint and waits until it is stopped; the rest as when starting one. */
  void stopStreamingEndpoint(String name, Duration longest);

  /** All assets. */
  List<AssetItem> listAssets();

  /** All streaming locators. */
  List<LocatorItem> listStreamingLocators();

  /** All jobs of a transform. */
  List<JobItem> listJobs(String transformName);

  /** Deletes a streaming locator; no error when there is none. */
  void deleteStreamingLocator(String name);

  /** The paths below the streaming host under which a locator's files can be downloaded. */
  List<String> listDownloadPaths(String locatorName);

  /**
   * Where the instance's events go, as far as it tells; empty when it does not know of event
   * subscriptions (a 400, 404 or 405).
   */
  Optional<List<EventSubscription>> listEventSubscriptions();

  /**
   * A content key policy.
   *
   * @param clearKey its one option when that is a clear key with a token of one symmetric key;
   *     empty when the policy has other options
   */
  record ContentKeyPolicy(Optional<ClearKeyOption> clearKey) {}

  /**
   * Clear keys for whoever has a token.
   *
   * @param issuer of the tokens
   * @param audience of the tokens
   * @param verificationKey of the tokens, which {@link #toString} leaves out
   */
  record ClearKeyOption(String issuer, String audience, byte[] verificationKey) {
    /**
     * The claim that binds a token to one content key; a policy that asks for it, as those that are
     * made here do, gives no other key for the token.
     */
    public static final String KEY_IDENTIFIER_CLAIM =
        "urn:microsoft:azure:mediaservices:contentkeyidentifier";

    /** Copies the key. */
    public ClearKeyOption {
      verificationKey = verificationKey.clone();
    }

    @Override
    public byte[] verificationKey() {
      return verificationKey.clone();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof ClearKeyOption that
          && issuer.equals(that.issuer)
          && audience.equals(that.audience)
          && Arrays.equals(verificationKey, that.verificationKey);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(verificationKey);
    }

    @Override
    public String toString() {
      return "ClearKeyOption[issuer=" + issuer + ", audience=" + audience + "]";
    }
  }

  /**
   * A streaming endpoint.
   *
   * @param name such as {@code default}
   * @param state as the service names it, such as {@code Running} or {@code Stopped}
   * @param hostName where players find it
   */
  record StreamingEndpoint(String name, String state, String hostName) {
    /** Whether it serves players. */
    public boolean isRunning() {
      return state.equalsIgnoreCase("Running");
    }
  }

  /** An asset; see {@link MediaServiceInstance.Asset}. */
  record AssetItem(
      String name, String container, Optional<String> alternateId, Instant createdAt) {}

  /** A streaming locator. */
  record LocatorItem(String name, UUID id, String assetName, Instant createdAt) {}

  /** A job; its correlation data tells whether this app made it. */
  record JobItem(
      String name,
      String transformName,
      String state,
      Map<String, String> correlationData,
      Instant createdAt) {}

  /**
   * An event subscription.
   *
   * @param name its name
   * @param destination kind of destination and, as far as told, where; without secrets
   * @param eventTypes the types that it lets through; empty for all
   * @param state as Event Grid names it, such as {@code Succeeded}
   */
  record EventSubscription(
      String name, String destination, List<String> eventTypes, String state) {}
}
