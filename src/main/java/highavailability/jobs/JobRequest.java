package highavailability.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A request to encode one job, as a user drops it on {@link QueueNames#JOB_REQUESTS}.
 *
 * @param id the requester's own id; a repeat of the request carries the same one
 * @param jobName unique in the cluster
 * @param transformName a transform that exists in every instance
 * @param outputAssetName the asset to publish; unique in the cluster
 * @param jobInputs the {@code input} of a Media Services job, as in its REST API
 */
public record JobRequest(
    String id, String jobName, String transformName, String outputAssetName, JsonNode jobInputs) {

  /**
   * Checks every field.
   *
   * @throws InvalidMessageException naming everything that is wrong
   */
  public JobRequest requireValid() {
    List<String> problems = new ArrayList<>();
    if (id == null || id.isBlank()) {
      problems.add("Field 'id' is missing or blank; give the request an id of its own.");
    }
    Names.problemWith("jobName", jobName).ifPresent(problems::add);
    Names.problemWith("transformName", transformName).ifPresent(problems::add);
    Names.problemWith("outputAssetName", outputAssetName).ifPresent(problems::add);
    if (jobInputs == null || !jobInputs.isObject()) {
      problems.add(
          "Field 'jobInputs' is missing or no object; give it the input of a Media Services job, with its @odata.type.");
    }
    if (!problems.isEmpty()) {
      throw new InvalidMessageException(String.join(" ", problems));
    }
    return this;
  }
}
