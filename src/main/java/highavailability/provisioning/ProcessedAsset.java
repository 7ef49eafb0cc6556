package highavailability.provisioning;

import highavailability.jobs.DerivedIds;
import highavailability.jobs.Names;
import highavailability.mediaservices.MediaServiceInstance;
import java.util.Objects;
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
    return DerivedIds.of(jobName, "clear-locator");
  }

  /** Name of the locator for content that is encrypted with a clear key. */
  public String clearKeyLocatorName() {
    return Names.derive(clearLocatorName, "clearkey");
  }

  /** Id of the locator for content that is encrypted with a clear key. */
  public UUID clearKeyLocatorId() {
    return DerivedIds.of(jobName, "clear-key-locator");
  }

  boolean isSource(MediaServiceInstance instance) {
    return source.accountName().equals(instance.accountName());
  }
}
