package highavailability.mediaservices;

import com.azure.json.JsonProviders;
import com.azure.json.JsonReader;
import com.azure.resourcemanager.mediaservices.models.JobInput;
import com.fasterxml.jackson.databind.JsonNode;
import highavailability.jobs.InvalidMessageException;
import highavailability.jobs.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * The {@code jobInputs} of a request: the {@code input} of a Media Services job, unchanged. What
 * the service's API does not define is refused before anything is sent, because the SDK would leave
 * it out without a word.
 */
public final class JobInputs {
  private JobInputs() {}

  /**
   * Checks kinds, fields and values.
   *
   * @throws InvalidMessageException naming the path of everything that is wrong, and the cure
   */
  public static void requireValid(JsonNode inputs) {
    List<String> problems = new JobInputChecker().problemsWith(inputs);
    if (!problems.isEmpty()) {
      throw new InvalidMessageException(String.join(" ", problems));
    }
  }

  /** Names of the assets that the job reads, each once. */
  public static List<String> assetNames(JsonNode inputs) {
    return inputs.findValuesAsText("assetName").stream().distinct().toList();
  }

  static JobInput toSdk(JsonNode inputs) {
    requireValid(inputs);
    try (JsonReader reader = JsonProviders.createReader(Json.write(inputs))) {
      return JobInput.fromJson(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
