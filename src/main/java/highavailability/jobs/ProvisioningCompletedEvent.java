package highavailability.jobs;

import java.util.List;

/**
 * A message on {@link QueueNames#PROVISIONING_COMPLETED_EVENTS}: a job's asset can be played. There
 * is one such event for each job; a repeat after a crash carries the same {@code id} and the same
 * bytes.
 *
 * @param id derived from the job
 * @param jobName the job
 * @param assetName the asset that was published, in every instance
 * @param primaryUrl the DASH URL of the clear locator, or its HLS URL where there is no DASH
 * @param streamingUrls of the clear locator
 * @param mediaServiceAccountNames the instances that have everything
 * @param pendingMediaServiceAccountNames the instances that still miss something; they are caught
 *     up without a further event
 * @param clearStreamingLocators locators for clear content, equal in every instance
 * @param clearKeyStreamingLocators locators for content encrypted with a clear key, equal in every
 *     instance
 */
public record ProvisioningCompletedEvent(
    String id,
    String jobName,
    String assetName,
    String primaryUrl,
    StreamingUrls streamingUrls,
    List<String> mediaServiceAccountNames,
    List<String> pendingMediaServiceAccountNames,
    List<PublishedLocator> clearStreamingLocators,
    List<PublishedLocator> clearKeyStreamingLocators) {

  /**
   * Where a player finds an asset.
   *
   * @param dash URL of the MPEG-DASH manifest, absent when the asset has none
   * @param hls URL of the HLS playlist, absent when the asset has none
   */
  public record StreamingUrls(String dash, String hls) {}

  /**
   * A streaming locator with its URLs on the Front Door host.
   *
   * @param streamingLocatorName its name in every instance
   * @param streamingLocatorId its id in every instance: the first part of the URLs' path
   * @param streamingUrls where a player finds it
   */
  public record PublishedLocator(
      String streamingLocatorName, String streamingLocatorId, StreamingUrls streamingUrls) {}
}
