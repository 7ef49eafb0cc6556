package highavailability.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Checks what a client asks a job to do, as the service does before it takes the job. */
final class JobDefinition {

  static final String PREFIX = "#Microsoft.Media.";
  private static final Set<String> PRIORITIES = Set.of("Low", "Normal", "High");

  private final Assets assets;
  private final String accountName;

  JobDefinition(Assets assets, String accountName) {
    this.assets = assets;
    this.accountName = accountName;
  }

  ObjectNode checked(ObjectNode given) {
    ObjectNode definition = JsonNodeFactory.instance.objectNode();
    JsonNode input = given.path("input");
    checkInput(input);
    ObjectNode shownInput = input.deepCopy();
    completeInput(shownInput);
    definition.set("input", shownInput);
    definition.put("priority", priority(given));
    definition.set("correlationData", correlationData(given));
    if (given.path("description").isTextual()) {
      definition.put("description", given.path("description").asText());
    }
    return definition;
  }

  /** The only parts of a job that can be changed later. */
  ObjectNode updated(ObjectNode definition, ObjectNode given) {
    ObjectNode updated = definition.deepCopy();
    if (given.path("description").isTextual()) {
      updated.put("description", given.path("description").asText());
    }
    if (given.hasNonNull("priority")) {
      updated.put("priority", priority(given));
    }
    return updated;
  }

  List<Job.Output> outputs(JsonNode given, Resource transform) {
    if (!given.isArray() || given.size() != Transforms.outputsOf(transform)) {
      throw ArmError.badRequest(
          "The job has "
              + given.size()
              + " outputs, but the transform '"
              + transform.name()
              + "' has "
              + Transforms.outputsOf(transform)
              + ": give one job output for each transform output.");
    }
    List<Job.Output> outputs = new ArrayList<>();
    for (JsonNode output : given) {
      String type = output.path("@odata.type").asText("");
      if (!type.equals(PREFIX + "JobOutputAsset")) {
        throw ArmError.badRequest("The job output type '" + type + "' is not known.");
      }
      String asset = requireAsset(output.path("assetName").asText(""));
      String label =
          output.path("label").asText(Transforms.defaultLabel(transform, outputs.size()));
      outputs.add(new Job.Output(asset, label));
    }
    return outputs;
  }

  private void checkInput(JsonNode input) {
    String type = input.path("@odata.type").asText("");
    switch (type.startsWith(PREFIX) ? type.substring(PREFIX.length()) : "") {
      case "JobInputAsset" -> requireAsset(input.path("assetName").asText(""));
      case "JobInputHttp" -> checkFiles(input, input.path("baseUri").asText(""));
      case "JobInputClip" -> checkFiles(input, "");
      case "JobInputs", "JobInputSequence" -> {
        if (input.path("inputs").isEmpty()) {
          throw ArmError.badRequest("The job input '" + type + "' needs at least one of 'inputs'.");
        }
        input.path("inputs").forEach(this::checkInput);
      }
      default ->
          throw ArmError.badRequest(
              "The job input type '"
                  + type
                  + "' is not known: use JobInputAsset, JobInputHttp, JobInputs, JobInputSequence"
                  + " or JobInputClip of #Microsoft.Media.");
    }
  }

  /** The service shows these two arrays on every input of files, given or not. */
  private static void completeInput(ObjectNode input) {
    if (input.has("inputs")) {
      input.path("inputs").forEach(one -> completeInput((ObjectNode) one));
    } else {
      for (String field : new String[] {"files", "inputDefinitions"}) {
        if (!input.path(field).isArray()) {
          input.putArray(field);
        }
      }
    }
  }

  private static void checkFiles(JsonNode input, String baseUri) {
    if (input.path("files").isEmpty()) {
      throw ArmError.badRequest("The job input needs at least one of 'files'.");
    }
    for (JsonNode file : input.path("files")) {
      if (!InputReader.isAbsolute(baseUri) && !InputReader.isAbsolute(file.asText())) {
        throw ArmError.badRequest(
            "The job input file '"
                + file.asText()
                + "' is no absolute http or https URL, and there is no such 'baseUri' either.");
      }
    }
  }

  private String requireAsset(String assetName) {
    return assets
        .find(assetName)
        .map(Resource::name)
        .orElseThrow(
            () ->
                ArmError.badRequest(
                    "Asset '" + assetName + "' is not found in account '" + accountName + "'."));
  }

  private static String priority(ObjectNode given) {
    String priority = given.path("priority").asText("Normal");
    if (!PRIORITIES.contains(priority)) {
      throw ArmError.badRequest(
          "The priority '" + priority + "' is not known: use Low, Normal or High.");
    }
    return priority;
  }

  private static ObjectNode correlationData(ObjectNode given) {
    ObjectNode correlationData = JsonNodeFactory.instance.objectNode();
    given
        .path("correlationData")
        .properties()
        .forEach(
            entry -> {
              if (!entry.getValue().isTextual()) {
                throw ArmError.badRequest(
                    "The correlation data '" + entry.getKey() + "' must be a string.");
              }
              correlationData.set(entry.getKey(), entry.getValue());
            });
    return correlationData;
  }
}
