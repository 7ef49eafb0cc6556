package highavailability.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A message on {@link QueueNames#PROVISIONING_REQUESTS}: publish a finished asset.
 *
 * @param id derived from the job, so that a repeat is recognised
 * @param jobName the job that made the asset
 * @param processedAssetName the asset of the attempt that won
 * @param processedAssetMediaServiceAccountName the instance where that asset is
 * @param streamingLocatorName name of the clear locator; the encrypted one is derived from it
 * @param targetMediaServiceAccountNames where to publish; absent for every instance
 */
public record ProvisioningRequest(
    String id,
    String jobName,
    String processedAssetName,
    String processedAssetMediaServiceAccountName,
    String streamingLocatorName,
    List<String> targetMediaServiceAccountNames) {

  /**
   * Checks every field.
   *
   * @throws InvalidMessageException naming everything that is wrong
   */
  public ProvisioningRequest requireValid() {
    List<String> problems = new ArrayList<>();
    if (id == null || id.isBlank()) {
      problems.add("Field 'id' is missing or blank.");
    }
    Names.problemWith("jobName", jobName).ifPresent(problems::add);
    Names.problemWithDerived("processedAssetName", processedAssetName).ifPresent(problems::add);
    Names.problemWithDerived(
            "processedAssetMediaServiceAccountName", processedAssetMediaServiceAccountName)
        .ifPresent(problems::add);
    Names.problemWithDerived("streamingLocatorName", streamingLocatorName).ifPresent(problems::add);
    if (targetMediaServiceAccountNames != null
        && (targetMediaServiceAccountNames.isEmpty()
            || targetMediaServiceAccountNames.stream().anyMatch(Objects::isNull))) {
      problems.add(
          "Field 'targetMediaServiceAccountNames' is empty or has an empty entry; name instances, or leave it out to provision every instance.");
    }
    if (!problems.isEmpty()) {
      throw new InvalidMessageException(String.join(" ", problems));
    }
    return this;
  }
}
