package highavailability.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A template as it is written, or one within another.
 *
 * @param place for messages
 */
record TemplateSource(String place, JsonNode definition) {
  /** The templates of a file: its own, and those of nested deployments. */
  static List<TemplateSource> in(ArmTemplate template) {
    List<TemplateSource> all = new ArrayList<>();
    new TemplateSource(template.file(), template.definition()).addTo(all);
    return all;
  }

  private void addTo(List<TemplateSource> all) {
    all.add(this);
    resources()
        .forEach(
            (at, resource) -> {
              JsonNode nested = resource.path("properties").path("template");
              if (nested.isObject()) {
                new TemplateSource(at + ".properties.template", nested).addTo(all);
              }
            });
  }

  @Override
  public String toString() {
    return place;
  }

  /** Its resources and their children, by place. */
  Map<String, JsonNode> resources() {
    Map<String, JsonNode> all = new LinkedHashMap<>();
    addResources(place, definition, all);
    return all;
  }

  private static void addResources(String place, JsonNode parent, Map<String, JsonNode> all) {
    for (int i = 0; i < parent.path("resources").size(); i++) {
      String at = "%s: resources[%d]".formatted(place, i);
      all.put(at, parent.path("resources").get(i));
      addResources(at, parent.path("resources").get(i), all);
    }
  }

  /** Every expression, by place; what a nested template has is not this one's. */
  Map<String, Expression> expressions() {
    Map<String, Expression> all = new LinkedHashMap<>();
    addExpressions(place, definition, all);
    return all;
  }

  private static void addExpressions(String at, JsonNode json, Map<String, Expression> all) {
    if (json.isTextual() && ExpressionParser.isExpression(json.textValue())) {
      all.put(at, parse(at, json.textValue()));
    }
    for (int i = 0; json.isArray() && i < json.size(); i++) {
      addExpressions(at + "[" + i + "]", json.get(i), all);
    }
    for (Map.Entry<String, JsonNode> field : json.properties()) {
      String inside = at + "." + field.getKey();
      if (ExpressionParser.isExpression(field.getKey())) {
        all.put(inside + " (name)", parse(inside, field.getKey()));
      }
      if (!(field.getKey().equals("template") && field.getValue().has("resources"))) {
        addExpressions(inside, field.getValue(), all);
      }
    }
  }

  private static Expression parse(String at, String text) {
    try {
      return ExpressionParser.parse(text);
    } catch (TemplateException e) {
      throw e.at(at);
    }
  }

  Set<String> declaredParameters() {
    return names(definition.path("parameters"));
  }

  Set<String> declaredVariables() {
    Set<String> all = names(definition.path("variables"));
    if (all.remove("copy")) {
      definition.path("variables").path("copy").forEach(c -> all.add(c.path("name").asText()));
    }
    return all;
  }

  private static Set<String> names(JsonNode object) {
    return object.properties().stream()
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** What {@code parameters()} or {@code variables()} is called with. */
  Set<String> used(String function) {
    return expressions().values().stream()
        .flatMap(Expression::calls)
        .filter(c -> c.function().equalsIgnoreCase(function))
        .flatMap(TemplateSource::firstText)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<String> firstText(Expression.Call call) {
    if (call.arguments().get(0) instanceof Expression.Text text) {
      return Stream.of(text.value());
    }
    throw new TemplateException(call.function() + "() asks for a name in quotes here");
  }
}
