package highavailability.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import highavailability.jobs.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * A template file.
 *
 * @param file its name, for messages
 */
record ArmTemplate(String file, JsonNode definition) {
  private static final Path FOLDER = Path.of("arm");

  static ArmTemplate read(String file) {
    return new ArmTemplate(file, Json.tree(text(FOLDER.resolve(file))));
  }

  /** The values in a parameters file. */
  static Map<String, JsonNode> parameters(String file) {
    Map<String, JsonNode> values = new TreeMap<>();
    Json.tree(text(FOLDER.resolve(file)))
        .path("parameters")
        .fields()
        .forEachRemaining(p -> values.put(p.getKey(), p.getValue().get("value")));
    return values;
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  ArmDeployment deploy(Map<String, JsonNode> parameters) {
    return ArmDeployment.of(this, parameters, Target.EXAMPLE);
  }
}
