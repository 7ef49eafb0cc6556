package highavailability.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * One resource of a template, of a loop's one turn, with its id but without its properties.
 *
 * @param target where the resource goes; for a nested deployment, where its template goes
 */
record DeclaredResource(
    String place,
    String id,
    String type,
    boolean deployed,
    JsonNode json,
    Scope scope,
    Target target) {
  private static final Set<String> NOT_EVALUATED = Set.of("resources", "copy", "condition");

  static List<DeclaredResource> allIn(JsonNode resources, Scope scope, Target target) {
    if (resources.isObject()) {
      throw new TemplateException(
          scope.template().file() + ": resources must be an array; symbolic names are not known");
    }
    List<DeclaredResource> all = new ArrayList<>();
    for (int i = 0; i < resources.size(); i++) {
      String place = scope.template().file() + ": resources[" + i + "]";
      addTurns(resources.get(i), "", "", place, scope, target, all);
    }
    return all;
  }

  private static void addTurns(
      JsonNode json,
      String parentType,
      String parentName,
      String place,
      Scope scope,
      Target target,
      List<DeclaredResource> all) {
    JsonNode loop = json.path("copy");
    if (loop.isMissingNode()) {
      add(json, parentType, parentName, place, scope, target, all);
      return;
    }
    int count = Evaluator.count(loop, scope, place + ".copy");
    for (int i = 0; i < count; i++) {
      Scope turn = scope.inLoop(loop.path("name").asText(), i);
      add(json, parentType, parentName, place, turn, target, all);
    }
  }

  private static void add(
      JsonNode json,
      String parentType,
      String parentName,
      String place,
      Scope scope,
      Target target,
      List<DeclaredResource> all) {
    boolean child = !parentType.isEmpty();
    String type = (child ? parentType + "/" : "") + text(json, "type", place, scope);
    String name = (child ? parentName + "/" : "") + text(json, "name", place, scope);
    String named = place + " (" + type + " " + name + ")";
    boolean deployed =
        !json.has("condition")
            || Evaluator.evaluate(json.get("condition"), scope, named + ".condition")
                .booleanValue();
    Target own = targetOf(json, named, scope, target);
    String id = idOf(json, type, name, named, scope, own);
    all.add(new DeclaredResource(named, id, type, deployed, json, scope, own));
    for (JsonNode inner : json.path("resources")) {
      addTurns(inner, type, name, named + ".resources", scope, target, all);
    }
  }

  private static Target targetOf(JsonNode json, String place, Scope scope, Target target) {
    return new Target(
        json.has("subscriptionId")
            ? text(json, "subscriptionId", place, scope)
            : target.subscriptionId(),
        json.has("resourceGroup")
            ? text(json, "resourceGroup", place, scope)
            : target.resourceGroup());
  }

  private static String idOf(
      JsonNode json, String type, String name, String place, Scope scope, Target target) {
    String parent = json.has("scope") ? text(json, "scope", place, scope) : target.id();
    String absolute = parent.startsWith("/") ? parent : target.id() + "/providers/" + parent;
    try {
      return ResourceIds.of(absolute, type, List.of(name.split("/", -1)));
    } catch (TemplateException e) {
      throw e.at(place);
    }
  }

  private static String text(JsonNode json, String field, String place, Scope scope) {
    JsonNode value = Evaluator.evaluate(json.path(field), scope, place + "." + field);
    if (!(value instanceof TextNode) || value.textValue().isEmpty()) {
      throw new TemplateException(place + "." + field + " must be a text, not " + value);
    }
    return value.textValue();
  }

  /**
   * Evaluates the properties.
   *
   * @param deployer runs a nested deployment
   */
  ArmResource evaluate(Function<DeclaredResource, ArmDeployment> deployer) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    if (!deployed) {
      return new ArmResource(place, id, type, false, scope.innermostLoop(), body, Set.of());
    }
    boolean nested = NestedDeployment.isOne(this);
    TemplateScope template = scope.template();
    template.takeReferences();
    json.fields()
        .forEachRemaining(
            field -> {
              if (!NOT_EVALUATED.contains(field.getKey())
                  && !(nested && field.getKey().equals("properties"))) {
                String at = place + "." + field.getKey();
                body.set(
                    field.getKey(), Evaluator.evaluate(field.getValue(), scope.atRuntime(), at));
              }
            });
    if (nested) {
      deployer.apply(this);
    }
    return new ArmResource(
        place, id, type, true, scope.innermostLoop(), body, template.takeReferences());
  }
}
