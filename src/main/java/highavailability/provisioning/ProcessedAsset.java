package highavailability.provisioning;

import highavailability.jobs.DerivedIds;
import highavailability.jobs.Names;
import highavailability.mediaservices.MediaServiceInstance;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * An asset that a job has made and that is to be playable from every instance, under one path.
 *
 * @param jobName the job
 * @param assetName the asset's name, in every instance
 * @param requestedAssetName the name that the request asked for; kept as the asset's alternate id
 * @param clearLocatorName name of the locator for clear content
 * @param source the instance whose copy is complete
 */
public record ProcessedAsset(
    String jobName,
    String assetName,
    String requestedAssetName,
    String clearLocatorName,
    MediaServiceInstance source) {
  /** Rejects nulls. */
  public ProcessedAsset {
    Objects.requireNonNull(jobName, "jobName");
    Objects.requireNonNull(assetName, "assetName");
    Objects.requireNonNull(requestedAssetName, "requestedAssetName");
    Objects.requireNonNull(clearLocatorName, "clearLocatorName");
    Objects.requireNonNull(source, "source");
  }

  /**
   * Id of the locator for clear content: the same in every instance, so one URL path works in all.
   */
  public UUID clearLocatorId() {
    return clearLocatorId(jobName);
  }

  /** Name of the locator for content that is encrypted with a clear key. */
  public String clearKeyLocatorName() {
    return clearKeyLocatorName(clearLocatorName);
  }

  /** Id of the locator for content that is encrypted with a clear key. */
  public UUID clearKeyLocatorId() {
    return clearKeyLocatorId(jobName);
  }

  /** The same for any asset: locators for clear content are named after their asset. */
  public static String clearKeyLocatorName(String clearLocatorName) {
    return Names.derive(clearLocatorName, "clearkey");
  }

  /** Ids of the locators that the app makes for a job's asset. */
  public static Set<UUID> locatorIds(String jobName) {
    return Set.of(clearLocatorId(jobName), clearKeyLocatorId(jobName));
  }

  private static UUID clearLocatorId(String jobName) {
    return DerivedIds.of(jobName, "clear-locator");
  }

  private static UUID clearKeyLocatorId(String jobName) {
    return DerivedIds.of(jobName, "clear-key-locator");
  }

  boolean isSource(MediaServiceInstance instance) {
    return source.accountName().equals(instance.accountName());
  }
}
