package highavailability.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What a template function was called with. */
record Arguments(String function, List<JsonNode> values) {
  int count() {
    return values.size();
  }

  JsonNode get(int index) {
    return values.get(index);
  }

  String text(int index) {
    JsonNode value = get(index);
    if (!value.isTextual()) {
      throw wrong(index, "a text");
    }
    return value.textValue();
  }

  /** As concat and format see a value. */
  String anyAsText(int index) {
    JsonNode value = get(index);
    if (value.isContainerNode()) {
      throw wrong(index, "a text, a number or a boolean");
    }
    return value.isNull() ? "" : value.isBoolean() ? capitalized(value) : value.asText();
  }

  private static String capitalized(JsonNode value) {
    return value.booleanValue() ? "True" : "False";
  }

  int integer(int index) {
    JsonNode value = get(index);
    if (!value.isIntegralNumber()) {
      throw wrong(index, "a whole number");
    }
    return value.intValue();
  }

  boolean bool(int index) {
    JsonNode value = get(index);
    if (!value.isBoolean()) {
      throw wrong(index, "a boolean");
    }
    return value.booleanValue();
  }

  ObjectNode object(int index) {
    if (get(index) instanceof ObjectNode object) {
      return object;
    }
    throw wrong(index, "an object");
  }

  ArrayNode array(int index) {
    if (get(index) instanceof ArrayNode array) {
      return array;
    }
    throw wrong(index, "an array");
  }

  TemplateException wrong(int index, String wanted) {
    return new TemplateException(
        "argument %d of %s() must be %s, not %s"
            .formatted(index + 1, function, wanted, get(index)));
  }
}
