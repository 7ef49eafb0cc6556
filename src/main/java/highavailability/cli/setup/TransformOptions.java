package highavailability.cli.setup;

import com.fasterxml.jackson.databind.JsonNode;
import highavailability.jobs.InvalidMessageException;
import highavailability.jobs.Json;
import highavailability.jobs.Names;
import highavailability.mediaservices.TransformProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Transforms as the command line names them: by a built-in preset, or in a file. */
final class TransformOptions {
  private final Map<String, JsonNode> transforms = new LinkedHashMap<>();

  private TransformOptions() {}

  /**
   * Properties of the transforms, by name.
   *
   * @param presets {@code <name>[=<preset>]}
   * @param files {@code <name>=<file>}
   * @throws IllegalArgumentException saying what is wrong, and the cure
   */
  static Map<String, JsonNode> read(List<String> presets, List<String> files) {
    TransformOptions options = new TransformOptions();
    presets.forEach(options::addPreset);
    files.forEach(options::addFile);
    return options.transforms;
  }

  private void addPreset(String option) {
    int equals = option.indexOf('=');
    String name = equals < 0 ? option : option.substring(0, equals);
    String preset = option.substring(equals + 1);
    if (!TransformProperties.builtInPresets().contains(preset)) {
      throw new IllegalArgumentException(
          "--transform "
              + option
              + ": there is no built-in preset '"
              + preset
              + "'; there are "
              + String.join(", ", TransformProperties.builtInPresets())
              + ". For a preset of your own give --transform-file.");
    }
    add("--transform", name, TransformProperties.ofBuiltInPreset(preset));
  }

  private void addFile(String option) {
    int equals = option.indexOf('=');
    if (equals < 0) {
      throw new IllegalArgumentException(
          "--transform-file " + option + ": give a name and a file, as in Thumbnails=preset.json");
    }
    String file = option.substring(equals + 1);
    try {
      JsonNode properties = properties(Json.tree(Files.readString(Path.of(file))));
      TransformProperties.requireValid(properties);
      add("--transform-file", option.substring(0, equals), properties);
    } catch (InvalidMessageException e) {
      String why = e.getMessage().replace("The message", "The file");
      throw new IllegalArgumentException("--transform-file " + file + ": " + why, e);
    } catch (IOException | InvalidPathException e) {
      throw new IllegalArgumentException(
          "--transform-file " + file + ": the file cannot be read; see that it is there", e);
    }
  }

  private static JsonNode properties(JsonNode file) {
    if (file.path("properties").isObject()) {
      return file.path("properties");
    }
    if (file.path("outputs").isArray()) {
      return file;
    }
    if (file.path("@odata.type").isTextual()) {
      return TransformProperties.ofPreset(file);
    }
    throw new InvalidMessageException(
        "The file has neither 'properties' nor 'outputs' nor the '@odata.type' of a preset.");
  }

  private void add(String option, String name, JsonNode properties) {
    Optional<String> problem = Names.problemWith(option, name);
    if (problem.isPresent()) {
      throw new IllegalArgumentException(problem.get().replaceFirst("^Field", "Name in"));
    }
    if (transforms.keySet().stream().anyMatch(n -> Names.same(n, name))) {
      throw new IllegalArgumentException("Transform '" + name + "' is given twice.");
    }
    transforms.put(name, properties);
  }
}
