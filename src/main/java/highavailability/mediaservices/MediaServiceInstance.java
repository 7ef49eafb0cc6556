package highavailability.mediaservices;

import com.fasterxml.jackson.databind.JsonNode;
import highavailability.jobs.JobError;
import highavailability.jobs.JobState;
import highavailability.jobs.Names;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * One regional Media Services instance. Every method makes bounded calls and throws {@link
 * MediaServiceCallException} when the instance does not do what was asked.
 */
public interface MediaServiceInstance {
  /** The account's name, in lower case. */
  String accountName();

  /**
   * How long the instance has not answered this process; empty while it does. Calls fail at once
   * meanwhile, but for one from time to time.
   */
  Optional<Duration> notAnsweringFor();

  /** Asks the instance for something cheap, to see whether it answers. */
  void probe();

  /**
   * Whether all outputs of a transform let a job go on when they fail, so that a failure is wanted
   * as it is; false when there is none.
   */
  boolean continuesOnError(String transformName);

  /** Makes an asset, or leaves one of that name as it is. */
  Asset createOrUpdateAsset(String assetName, Optional<String> alternateId);

  /** The asset of that name. */
  Optional<Asset> findAsset(String assetName);

  /** Deletes an asset and its data; no error when there is none. */
  void deleteAsset(String assetName);

  /** Creates a job, or finds that there is one of that name, which may be anybody's. */
  JobCreation createJob(NewJob job);

  /** The job of that name. */
  Optional<MediaServiceJob> findJob(String transformName, String jobName);

  /** All jobs of a transform that were created at that time or later. */
  List<MediaServiceJob> listJobs(String transformName, Instant createdFrom);

  /** Asks a job to stop; no error when there is none or it has ended. */
  void cancelJob(String transformName, String jobName);

  /** Deletes a job; no error when there is none. */
  void deleteJob(String transformName, String jobName);

  /** The streaming locator of that name. */
  Optional<StreamingLocator> findStreamingLocator(String locatorName);

  /**
   * Makes a streaming locator.
   *
   * @return false when there is one of that name already, which may be another asset's
   */
  boolean createStreamingLocator(NewStreamingLocator locator);

  /** The content keys of a locator, with their values. */
  List<ContentKey> listContentKeys(String locatorName);

  /** The paths below the streaming host under which a locator's asset can be played. */
  List<StreamingPath> listStreamingPaths(String locatorName);

  /**
   * An asset.
   *
   * @param name its name
   * @param container the blob container that holds its data
   * @param alternateId what whoever made it calls it
   */
  record Asset(String name, String container, Optional<String> alternateId) {
    /** Whether this app made the asset for a request of that output asset. */
    public boolean isOf(String requestedAssetName) {
      return alternateId.filter(id -> Names.same(id, requestedAssetName)).isPresent();
    }
  }

  /** What became of a request to create a job. */
  enum JobCreation {
    /** The job is new. */
    CREATED,
    /** There is a job of that name. */
    EXISTS
  }

  /**
   * A job to create.
   *
   * @param transformName an existing transform
   * @param jobName the job's name at the instance
   * @param inputs the {@code input} of the REST API; checked by {@link JobInputs}
   * @param outputAssetName an existing asset
   * @param correlationData comes back with the job and with its events
   */
  record NewJob(
      String transformName,
      String jobName,
      JsonNode inputs,
      String outputAssetName,
      Map<String, String> correlationData) {}

  /**
   * A job as the instance tells it. The app gives every job one output.
   *
   * @param name its name at the instance
   * @param state of its output
   * @param progress percent done
   * @param error why it failed
   * @param correlationData what it was created with
   * @param createdAt when it was created
   * @param stateChangedAt when it was last changed, as near as the instance tells
   */
  record MediaServiceJob(
      String name,
      JobState state,
      Optional<Integer> progress,
      Optional<JobError> error,
      Map<String, String> correlationData,
      Instant createdAt,
      Instant stateChangedAt) {}

  /**
   * A streaming locator.
   *
   * @param name its name
   * @param id the first part of its paths
   * @param assetName the asset that it publishes
   */
  record StreamingLocator(String name, UUID id, String assetName) {}

  /**
   * A streaming locator to make.
   *
   * @param name its name
   * @param id the first part of its paths
   * @param assetName an existing asset
   * @param streamingPolicyName a predefined or custom streaming policy
   * @param contentKeyPolicyName for policies that encrypt
   * @param contentKeys keys to use; empty to let the service make them
   */
  record NewStreamingLocator(
      String name,
      UUID id,
      String assetName,
      String streamingPolicyName,
      Optional<String> contentKeyPolicyName,
      List<ContentKey> contentKeys) {}

  /**
   * A content key with its secret value, which {@link #toString} leaves out.
   *
   * @param id the key's id
   * @param value the key in Base64
   * @param label the label in the streaming policy that it belongs to
   */
  record ContentKey(UUID id, String value, Optional<String> label) {
    @Override
    public String toString() {
      return "ContentKey[id=" + id + "]";
    }
  }

  /**
   * Paths for one protocol.
   *
   * @param protocol such as {@code Dash}, {@code Hls}, {@code SmoothStreaming}
   * @param paths each begins with {@code /} and the locator's id; the first one is preferred
   */
  record StreamingPath(String protocol, List<String> paths) {}
}
