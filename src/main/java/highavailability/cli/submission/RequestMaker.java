package highavailability.cli.submission;

import com.fasterxml.jackson.databind.JsonNode;
import highavailability.jobs.JobRequest;
import highavailability.jobs.Json;
import highavailability.jobs.Names;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes requests. What is not given follows from the job's name, so that the same command makes the
 * same request again: a repeat of it changes nothing.
 */
record RequestMaker(String transformName) {
  static final String DEFAULT_TRANSFORM = "AdaptiveStreaming";

  private static final String OUTPUT = "-output";
  private static final String INPUT = "-input";
  private static final String TYPE = "@odata.type";

  JobRequest request(
      String jobName, Optional<String> id, Optional<String> outputAssetName, JsonNode inputs) {
    return new JobRequest(
        id.orElse(jobName),
        jobName,
        transformName,
        outputAssetName.orElse(jobName + OUTPUT),
        inputs);
  }

  /** A file on the web; without a base, the service takes the files as complete addresses. */
  static JsonNode ofUrl(String url) {
    return inputs(Map.of(TYPE, "#Microsoft.Media.JobInputHttp", "files", List.of(url)));
  }

  /** Files of an asset, or all of it. */
  static JsonNode ofAsset(String assetName, List<String> fileNames) {
    String type = "#Microsoft.Media.JobInputAsset";
    return inputs(
        fileNames.isEmpty()
            ? Map.of(TYPE, type, "assetName", assetName)
            : Map.of(TYPE, type, "assetName", assetName, "files", fileNames));
  }

  /** The asset into which a job's file is uploaded. */
  static String inputAssetOf(String jobName) {
    return jobName + INPUT;
  }

  /** A file's name without its extension, with a dash for all that no name may contain. */
  static String jobNameOf(Path file) {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    StringBuilder jobName = new StringBuilder();
    for (char c : (dot > 0 ? name.substring(0, dot) : name).toCharArray()) {
      jobName.append(Names.problemWith("name", String.valueOf(c)).isPresent() ? '-' : c);
    }
    return jobName.toString();
  }

  // As from a message: what is written and read again compares equal to what the ledger has.
  private static JsonNode inputs(Map<String, ?> input) {
    return Json.tree(
        Json.write(Map.of(TYPE, "#Microsoft.Media.JobInputs", "inputs", List.of(input))));
  }
}
