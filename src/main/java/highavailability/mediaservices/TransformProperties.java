package highavailability.mediaservices;

import com.azure.json.JsonProviders;
import com.azure.json.JsonReader;
import com.azure.json.JsonWriter;
import com.azure.resourcemanager.mediaservices.fluent.models.TransformInner;
import com.azure.resourcemanager.mediaservices.models.EncoderNamedPreset;
import com.azure.resourcemanager.mediaservices.models.Preset;
import com.azure.resourcemanager.mediaservices.models.TransformOutput;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import highavailability.jobs.InvalidMessageException;
import highavailability.jobs.Json;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The {@code properties} of a transform, as in the REST API. What the API does not define is
 * refused before anything is sent, because the SDK would leave it out without a word.
 */
public final class TransformProperties {
  private static final String TYPE = "@odata.type";
  private static final String BUILT_IN = "#Microsoft.Media.BuiltInStandardEncoderPreset";

  /** What the service takes when an output does not say. */
  private static final Map<String, String> DEFAULTS =
      Map.of("onError", "StopProcessingJob", "relativePriority", "Normal");

  /** What the service adds to what it was given. */
  private static final Set<String> READ_ONLY = Set.of("created", "lastModified");

  private static final List<String> BUILT_IN_PRESETS =
      EncoderNamedPreset.values().stream().map(EncoderNamedPreset::toString).sorted().toList();

  private TransformProperties() {}

  /** Names of the built-in encoder presets that the API defines. */
  public static List<String> builtInPresets() {
    return BUILT_IN_PRESETS;
  }

  /** One output made by one of the service's built-in encoder presets. */
  public static JsonNode ofBuiltInPreset(String presetName) {
    ObjectNode preset = JsonNodeFactory.instance.objectNode();
    preset.put(TYPE, BUILT_IN).put("presetName", presetName);
    return ofPreset(preset);
  }

  /** One output made by a preset. */
  public static JsonNode ofPreset(JsonNode preset) {
    ObjectNode properties = JsonNodeFactory.instance.objectNode();
    properties.putArray("outputs").addObject().set("preset", preset);
    return properties;
  }

  /**
   * Checks kinds, fields and values.
   *
   * @throws InvalidMessageException naming the path of everything that is wrong, and the cure
   */
  public static void requireValid(JsonNode properties) {
    toSdk(properties);
  }

  /**
   * Whether a transform does what is wanted; what the service fills in by itself is no difference.
   */
  public static boolean haveSameOutputs(JsonNode wanted, JsonNode found) {
    JsonNode wantedOutputs = wanted.path("outputs");
    JsonNode foundOutputs = found.path("outputs");
    if (wantedOutputs.size() != foundOutputs.size()) {
      return false;
    }
    for (int i = 0; i < wantedOutputs.size(); i++) {
      if (!isSameOutput(wantedOutputs.get(i), foundOutputs.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isSameOutput(JsonNode wanted, JsonNode found) {
    boolean sameDefaults =
        DEFAULTS.entrySet().stream()
            .allMatch(
                field ->
                    textOf(wanted, field.getKey(), field.getValue())
                        .equals(textOf(found, field.getKey(), field.getValue())));
    JsonNode wantedPreset = wanted.path("preset");
    JsonNode foundPreset = found.path("preset");
    // A built-in preset has nothing that the service fills in; of others it may fill in much.
    boolean exactly = wantedPreset.path(TYPE).asText().equals(BUILT_IN);
    return sameDefaults
        && losses("preset", wantedPreset, foundPreset).isEmpty()
        && (!exactly || losses("preset", foundPreset, wantedPreset).isEmpty());
  }

  private static String textOf(JsonNode node, String field, String otherwise) {
    return node.hasNonNull(field) ? node.get(field).asText() : otherwise;
  }

  static TransformInner toSdk(JsonNode properties) {
    ObjectNode own = JsonNodeFactory.instance.objectNode();
    properties.properties().stream()
        .filter(field -> !READ_ONLY.contains(field.getKey()))
        .forEach(field -> own.set(field.getKey(), field.getValue()));
    if (!own.path("outputs").isArray() || own.path("outputs").isEmpty()) {
      throw new InvalidMessageException(
          "'properties.outputs' must be an array of outputs, each with a preset.");
    }
    TransformInner transform = read(own);
    List<String> problems = new ArrayList<>(losses("properties", own, toJson(transform)));
    for (int i = 0; i < transform.outputs().size(); i++) {
      String path = "properties.outputs[" + i + "].preset";
      presetProblem(path, own.path("outputs").get(i), transform.outputs().get(i))
          .ifPresent(problems::add);
    }
    if (!problems.isEmpty()) {
      throw new InvalidMessageException(String.join(" ", problems));
    }
    return transform;
  }

  private static Optional<String> presetProblem(
      String path, JsonNode given, TransformOutput output) {
    Preset preset = output == null ? null : output.preset();
    if (preset != null && preset.getClass() != Preset.class) {
      return Optional.empty();
    }
    String type = given.path("preset").path(TYPE).asText("");
    return Optional.of(
        "'"
            + path
            + "' "
            + (type.isEmpty() ? "has no " + TYPE : "is of the unknown kind '" + type + "'")
            + "; give a preset of the Media Services API, such as "
            + BUILT_IN
            + ".");
  }

  static JsonNode toJson(TransformInner transform) {
    StringWriter text = new StringWriter();
    try (JsonWriter writer = JsonProviders.createWriter(text)) {
      transform.toJson(writer).flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Json.tree(text.toString()).path("properties");
  }

  private static TransformInner read(ObjectNode properties) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.set("properties", properties);
    try (JsonReader reader = JsonProviders.createReader(Json.write(body))) {
      return TransformInner.fromJson(reader);
    } catch (DateTimeParseException e) {
      throw new InvalidMessageException(
          "The transform's properties have '"
              + e.getParsedString()
              + "' where an ISO 8601 duration such as PT2S must stand.",
          e);
    } catch (IOException | RuntimeException e) {
      throw new InvalidMessageException(
          "The transform's properties cannot be read: " + ErrorText.of(e), e);
    }
  }

  /** What is given and does not come back, by its path. */
  private static List<String> losses(String path, JsonNode given, JsonNode back) {
    List<String> losses = new ArrayList<>();
    if (given.isObject() && back.isObject()) {
      for (Map.Entry<String, JsonNode> field : given.properties()) {
        String fieldPath = path + "." + field.getKey();
        if (field.getValue().isNull()) {
          continue;
        }
        if (back.hasNonNull(field.getKey())) {
          losses.addAll(losses(fieldPath, field.getValue(), back.get(field.getKey())));
        } else {
          losses.add("'" + fieldPath + "' is no field" + ofType(given) + "; take it out.");
        }
      }
    } else if (given.isArray() && back.isArray() && given.size() == back.size()) {
      for (int i = 0; i < given.size(); i++) {
        losses.addAll(losses(path + "[" + i + "]", given.get(i), back.get(i)));
      }
    } else if (!isSameValue(given, back)) {
      losses.add("'" + path + "' has a value of the wrong kind.");
    }
    return losses;
  }

  private static String ofType(JsonNode node) {
    return node.path(TYPE).isTextual() ? " of " + node.get(TYPE).asText() : "";
  }

  private static boolean isSameValue(JsonNode one, JsonNode other) {
    if (one.isNumber() && other.isNumber()) {
      return one.decimalValue().compareTo(other.decimalValue()) == 0;
    }
    if (one.isTextual() && other.isTextual()) {
      Optional<Duration> duration = duration(one.asText());
      return one.asText().equals(other.asText())
          || (duration.isPresent() && duration.equals(duration(other.asText())));
    }
    return one.equals(other);
  }

  private static Optional<Duration> duration(String text) {
    try {
      return Optional.of(Duration.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
