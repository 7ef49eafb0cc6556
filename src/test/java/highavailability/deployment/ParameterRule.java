package highavailability.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** What a template's parameter declaration asks of its value. */
final class ParameterRule {
  private ParameterRule() {}

  static Optional<String> problemWith(JsonNode declaration, JsonNode value) {
    String type = declaration.path("type").asText();
    if (!hasType(type, value) && !(value.isNull() && declaration.path("nullable").asBoolean())) {
      return Optional.of("it must be of type " + type);
    }
    JsonNode allowed = declaration.path("allowedValues");
    if (allowed.isArray()
        && StreamSupport.stream(allowed.spliterator(), false).noneMatch(value::equals)) {
      return Optional.of("it must be one of " + allowed);
    }
    int size = value.isTextual() ? value.textValue().length() : value.size();
    if (!value.isNumber()
        && (size < declaration.path("minLength").asInt(0)
            || size > declaration.path("maxLength").asInt(Integer.MAX_VALUE))) {
      return Optional.of("its length is not within minLength and maxLength");
    }
    if (value.isNumber()
        && (value.longValue() < declaration.path("minValue").asLong(Long.MIN_VALUE)
            || value.longValue() > declaration.path("maxValue").asLong(Long.MAX_VALUE))) {
      return Optional.of("it is not within minValue and maxValue");
    }
    return Optional.empty();
  }

  private static boolean hasType(String type, JsonNode value) {
    return switch (type.toLowerCase(Locale.ROOT)) {
      case "string", "securestring" -> value.isTextual();
      case "int" -> value.isIntegralNumber();
      case "bool" -> value.isBoolean();
      case "array" -> value.isArray();
      case "object", "secureobject" -> value.isObject();
      default -> throw new TemplateException("there is no parameter type '" + type + "'");
    };
  }
}
