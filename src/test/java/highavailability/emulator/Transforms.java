package highavailability.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.function.Consumer;

/** Transforms: what is to be made of an input. */
final class Transforms extends NamedResources {

  private static final String PREFIX = "#Microsoft.Media.";
  private static final Set<String> PRESETS =
      Set.of(
          "BuiltInStandardEncoderPreset",
          "StandardEncoderPreset",
          "AudioAnalyzerPreset",
          "VideoAnalyzerPreset",
          "FaceDetectorPreset");

  private final Consumer<String> deleteJobs;

  Transforms(AccountAddress account, Listing listing, Consumer<String> deleteJobs) {
    super(account, listing, "transforms", "transform");
    this.deleteJobs = deleteJobs;
  }

  /** How the service names an output that the job's author did not name. */
  static String defaultLabel(Resource transform, int output) {
    String type = transform.properties().at("/outputs/" + output + "/preset/@odata.type").asText();
    return type.substring(PREFIX.length()) + "_" + output;
  }

  static int outputsOf(Resource transform) {
    return transform.properties().path("outputs").size();
  }

  @Override
  Reply put(ArmRequest request, String name) {
    ObjectNode properties = checked(request.properties(), true);
    Resource transform = Resource.create(name, properties);
    if (insert(transform)) {
      return Reply.json(201, render(transform));
    }
    return Reply.json(200, render(replace(require(name).update(properties))));
  }

  @Override
  Resource patch(ArmRequest request, Resource existing) {
    ObjectNode properties = existing.properties().deepCopy();
    properties.setAll(checked(request.properties(), false));
    return replace(existing.update(properties));
  }

  @Override
  void beforeDelete(Resource transform) {
    deleteJobs.accept(transform.name());
  }

  private static ObjectNode checked(ObjectNode given, boolean outputsRequired) {
    ObjectNode properties = JsonNodeFactory.instance.objectNode();
    if (given.path("description").isTextual()) {
      properties.put("description", given.path("description").asText());
    }
    JsonNode outputs = given.path("outputs");
    if (outputs.isEmpty()) {
      if (outputsRequired) {
        throw ArmError.badRequest("A transform needs at least one entry in 'properties.outputs'.");
      }
      return properties;
    }
    ArrayNode stored = properties.putArray("outputs");
    for (JsonNode output : outputs) {
      String type = output.path("preset").path("@odata.type").asText("");
      if (!type.startsWith(PREFIX) || !PRESETS.contains(type.substring(PREFIX.length()))) {
        throw ArmError.badRequest("The preset type '" + type + "' is not known.");
      }
      ObjectNode one = stored.addObject();
      one.put("onError", output.path("onError").asText("StopProcessingJob"));
      one.put("relativePriority", output.path("relativePriority").asText("Normal"));
      one.set("preset", output.path("preset").deepCopy());
    }
    return properties;
  }
}
