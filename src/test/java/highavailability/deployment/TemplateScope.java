package highavailability.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** The parameters and variables of a template that is deployed. */
final class TemplateScope {
  private final String file;
  private final JsonNode definition;
  private final Target target;
  private final Runtime runtime;
  private final Map<String, JsonNode> parameters = new LinkedHashMap<>();
  private final Map<String, JsonNode> variables = new HashMap<>();
  private final Set<String> underway = new HashSet<>();
  private final Set<String> usedIds = new LinkedHashSet<>();
  private final Set<String> references = new LinkedHashSet<>();

  TemplateScope(
      String file,
      JsonNode definition,
      Map<String, JsonNode> values,
      Target target,
      Runtime runtime) {
    this.file = file;
    this.definition = definition;
    this.target = target;
    this.runtime = runtime;
    for (String name : values.keySet()) {
      if (!definition.path("parameters").has(name)) {
        throw new TemplateException(file + " has no parameter " + name);
      }
    }
    definition
        .path("parameters")
        .fields()
        .forEachRemaining(p -> parameters.put(p.getKey(), bind(p, values.get(p.getKey()))));
  }

  private JsonNode bind(Map.Entry<String, JsonNode> parameter, JsonNode given) {
    String place = file + ": parameters." + parameter.getKey();
    JsonNode value =
        given != null
            ? given
            : Evaluator.evaluate(parameter.getValue().get("defaultValue"), Scope.of(this), place);
    if (value == null) {
      throw new TemplateException(place + " has neither a value nor a default");
    }
    ParameterRule.problemWith(parameter.getValue(), value)
        .ifPresent(
            problem -> {
              throw new TemplateException(place + " is " + value + ": " + problem);
            });
    return value;
  }

  String file() {
    return file;
  }

  Target target() {
    return target;
  }

  Runtime runtime() {
    return runtime;
  }

  JsonNode parameter(String name) {
    JsonNode value = parameters.get(name);
    if (value == null) {
      throw new TemplateException("there is no parameter " + name);
    }
    return value;
  }

  JsonNode variable(String name) {
    if (!variables.containsKey(name)) {
      if (!underway.add(name)) {
        throw new TemplateException("variable " + name + " is made of itself");
      }
      variables.put(name, evaluateVariable(name));
    }
    return variables.get(name);
  }

  private JsonNode evaluateVariable(String name) {
    JsonNode all = definition.path("variables");
    String place = file + ": variables." + name;
    if (all.has(name)) {
      return Evaluator.evaluate(all.get(name), Scope.of(this), place);
    }
    for (JsonNode loop : all.path("copy")) {
      if (loop.path("name").asText().equals(name)) {
        ObjectNode holder = JsonNodeFactory.instance.objectNode();
        holder.putArray("copy").add(loop);
        return Evaluator.evaluate(holder, Scope.of(this), place).get(name);
      }
    }
    throw new TemplateException("there is no variable " + name);
  }

  void use(String id) {
    usedIds.add(id);
  }

  void refer(String id) {
    references.add(id);
  }

  /** The ids that were referenced since this was asked last. */
  Set<String> takeReferences() {
    Set<String> taken = Set.copyOf(references);
    references.clear();
    return taken;
  }

  Map<String, JsonNode> parameters() {
    return parameters;
  }

  /** Every resource id that an expression of this template made or asked for. */
  Set<String> usedIds() {
    return usedIds;
  }
}
