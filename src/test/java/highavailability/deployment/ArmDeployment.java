package highavailability.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a template makes of its parameters, without any cloud. */
final class ArmDeployment implements Runtime {
  private final TemplateScope template;
  private final Map<String, DeclaredResource> declared = new LinkedHashMap<>();
  private final Map<String, ArmDeployment> nested = new LinkedHashMap<>();
  private final List<ArmResource> resources = new ArrayList<>();
  private final Map<String, JsonNode> outputs = new TreeMap<>();

  private ArmDeployment(
      String file, JsonNode definition, Map<String, JsonNode> parameters, Target target) {
    this.template = new TemplateScope(file, definition, parameters, target, this);
    for (DeclaredResource resource :
        DeclaredResource.allIn(definition.path("resources"), Scope.of(template), target)) {
      if (declared.put(ResourceIds.key(resource.id()), resource) != null) {
        throw new TemplateException(resource.place() + ": " + resource.id() + " is there twice");
      }
    }
  }

  /**
   * Deploys a template.
   *
   * @throws TemplateException naming the template and the place that is wrong
   */
  static ArmDeployment of(ArmTemplate template, Map<String, JsonNode> parameters, Target target) {
    ArmDeployment deployment =
        new ArmDeployment(template.file(), template.definition(), parameters, target);
    deployment.run(template.definition());
    return deployment;
  }

  private void run(JsonNode definition) {
    declared.values().forEach(r -> resources.add(r.evaluate(this::deploy)));
    evaluateOutputs(definition, Scope.of(template), outputs);
  }

  private static void evaluateOutputs(
      JsonNode definition, Scope scope, Map<String, JsonNode> outputs) {
    String file = scope.template().file();
    definition
        .path("outputs")
        .fields()
        .forEachRemaining(
            output -> {
              String place = file + ": outputs." + output.getKey();
              JsonNode json = output.getValue();
              if (json.has("condition")
                  && !Evaluator.evaluate(json.get("condition"), scope, place).booleanValue()) {
                return;
              }
              outputs.put(output.getKey(), output(json, scope.atRuntime(), place));
            });
  }

  private static JsonNode output(JsonNode json, Scope scope, String place) {
    if (!json.has("copy")) {
      return Evaluator.evaluate(json.get("value"), scope, place);
    }
    ObjectNode loop = ((ObjectNode) json.get("copy")).deepCopy().put("name", "loop");
    ObjectNode holder = JsonNodeFactory.instance.objectNode();
    holder.putArray("copy").add(loop);
    return Evaluator.evaluate(holder, scope, place).get("loop");
  }

  /** Runs a nested deployment, once. */
  private ArmDeployment deploy(DeclaredResource resource) {
    String key = ResourceIds.key(resource.id());
    if (!nested.containsKey(key)) {
      nested.put(key, NestedDeployment.run(resource));
    }
    return nested.get(key);
  }

  static ArmDeployment inner(
      String file, JsonNode definition, Map<String, JsonNode> parameters, Target target) {
    ArmDeployment deployment = new ArmDeployment(file, definition, parameters, target);
    deployment.run(definition);
    return deployment;
  }

  @Override
  public JsonNode reference(String id, boolean full) {
    DeclaredResource resource = declared.get(ResourceIds.key(id));
    if (resource != null && !resource.deployed()) {
      throw new TemplateException("reference('" + id + "') is to what is not deployed");
    }
    if (resource != null && NestedDeployment.isOne(resource)) {
      ObjectNode reference = JsonNodeFactory.instance.objectNode();
      ObjectNode values = reference.putObject("outputs");
      deploy(resource).outputs.forEach((n, v) -> values.putObject(n).set("value", v));
      return reference;
    }
    return StandIns.reference(id, full);
  }

  @Override
  public JsonNode list(String function, String id) {
    return StandIns.list(function, id);
  }

  /** Every resource, those of nested deployments and those that a condition left out too. */
  List<ArmResource> declaredResources() {
    List<ArmResource> all = new ArrayList<>(resources);
    nested.values().forEach(n -> all.addAll(n.declaredResources()));
    return all;
  }

  /** The resources that exist afterwards. */
  List<ArmResource> resources() {
    return declaredResources().stream().filter(ArmResource::deployed).toList();
  }

  List<ArmResource> resources(String type) {
    return resources().stream().filter(r -> r.type().equalsIgnoreCase(type)).toList();
  }

  /** The only resource of a type. */
  ArmResource resource(String type) {
    List<ArmResource> found = resources(type);
    if (found.size() != 1) {
      throw new AssertionError("There must be one " + type + ", but there are " + found);
    }
    return found.get(0);
  }

  Map<String, JsonNode> outputs() {
    return outputs;
  }

  /** Values of the parameters, those of nested deployments too, by template. */
  Map<String, Map<String, JsonNode>> parameters() {
    Map<String, Map<String, JsonNode>> all = new TreeMap<>();
    all.put(template.file(), template.parameters());
    nested.values().forEach(n -> all.putAll(n.parameters()));
    return all;
  }

  /** Resource ids that expressions made or asked for, by template. */
  Map<String, List<String>> usedIds() {
    Map<String, List<String>> all = new TreeMap<>();
    collectUsedIds(all);
    return all;
  }

  private void collectUsedIds(Map<String, List<String>> into) {
    into.computeIfAbsent(template.file(), f -> new ArrayList<>()).addAll(template.usedIds());
    nested.values().forEach(n -> n.collectUsedIds(into));
  }
}
