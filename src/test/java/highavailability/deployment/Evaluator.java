package highavailability.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import highavailability.deployment.Expression.Call;
import highavailability.deployment.Expression.Index;
import highavailability.deployment.Expression.Property;
import highavailability.deployment.Expression.Text;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gives expressions, and JSON with expressions in it, their values. */
final class Evaluator {
  private Evaluator() {}

  /**
   * Evaluates JSON: names of properties, values, and {@code copy} loops of properties.
   *
   * @param place for the message of a failure
   */
  static JsonNode evaluate(JsonNode json, Scope scope, String place) {
    if (json instanceof ObjectNode object) {
      return object(object, scope, place);
    }
    if (json instanceof ArrayNode array) {
      ArrayNode values = JsonNodeFactory.instance.arrayNode();
      for (int i = 0; i < array.size(); i++) {
        values.add(evaluate(array.get(i), scope, place + "[" + i + "]"));
      }
      return values;
    }
    return json != null && json.isTextual() ? text(json.textValue(), scope, place) : json;
  }

  private static JsonNode object(ObjectNode object, Scope scope, String place) {
    ObjectNode values = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      String at = place + "." + field.getKey();
      if (field.getKey().equals("copy") && field.getValue().isArray()) {
        field.getValue().forEach(loop -> values.setAll(loop(loop, scope, at)));
      } else {
        values.set(text(field.getKey(), scope, at).asText(), evaluate(field.getValue(), scope, at));
      }
    }
    return values;
  }

  private static ObjectNode loop(JsonNode loop, Scope scope, String place) {
    String name = loop.path("name").asText();
    ObjectNode made = JsonNodeFactory.instance.objectNode();
    ArrayNode elements = made.putArray(name);
    int count = count(loop, scope, place);
    for (int i = 0; i < count; i++) {
      elements.add(evaluate(loop.path("input"), scope.inLoop(name, i), place + "." + name));
    }
    return made;
  }

  /** How often a loop runs. */
  static int count(JsonNode loop, Scope scope, String place) {
    JsonNode count = evaluate(loop.path("count"), scope, place + ".count");
    if (!count.isIntegralNumber()) {
      throw new TemplateException(place + ".count must be a whole number, not " + count);
    }
    return count.intValue();
  }

  private static JsonNode text(String value, Scope scope, String place) {
    if (!ExpressionParser.isExpression(value)) {
      return TextNode.valueOf(value.startsWith("[[") ? value.substring(1) : value);
    }
    try {
      return evaluate(ExpressionParser.parse(value), scope);
    } catch (TemplateException e) {
      throw e.at(place.contains(": ") ? place : scope.template().file() + ": " + place);
    }
  }

  static JsonNode evaluate(Expression expression, Scope scope) {
    if (expression instanceof Text text) {
      return TextNode.valueOf(text.value());
    }
    if (expression instanceof Expression.Number number) {
      return LongNode.valueOf(number.value());
    }
    if (expression instanceof Property property) {
      return property(property, scope);
    }
    if (expression instanceof Index index) {
      return index(evaluate(index.target(), scope), evaluate(index.index(), scope));
    }
    Call call = (Call) expression;
    Functions.check(call);
    return Functions.plain(call.function())
        .map(f -> f.body().apply(arguments(call, scope)))
        .orElseGet(() -> ScopeFunctions.call(call, scope));
  }

  static Arguments arguments(Call call, Scope scope) {
    List<JsonNode> values = call.arguments().stream().map(a -> evaluate(a, scope)).toList();
    return new Arguments(call.function(), values);
  }

  private static JsonNode property(Property property, Scope scope) {
    JsonNode target = evaluate(property.target(), scope);
    Optional<JsonNode> found =
        target instanceof ObjectNode object
            ? Optional.ofNullable(CollectionFunctions.field(object, property.name()))
            : Optional.empty();
    if (found.isEmpty() && !property.safe()) {
      throw new TemplateException("there is no property " + property.name() + " in " + target);
    }
    return found.orElse(NullNode.instance);
  }

  private static JsonNode index(JsonNode target, JsonNode index) {
    JsonNode found =
        index.isTextual() && target instanceof ObjectNode object
            ? CollectionFunctions.field(object, index.textValue())
            : target.get(index.asInt(-1));
    if (found == null) {
      throw new TemplateException("there is no element " + index + " in " + target);
    }
    return found;
  }
}
