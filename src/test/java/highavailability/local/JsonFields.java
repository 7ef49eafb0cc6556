package highavailability.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The fields of a JSON object that a person wrote. Whatever is wrong with one comes out as an
 * {@link IllegalArgumentException} that names it and the cure.
 *
 * @param path where the object stands, such as {@code calls[0].}; empty for the whole
 */
record JsonFields(String path, JsonNode object) {

  /** The object's fields, when it is one and has no other fields than these. */
  static JsonFields of(String path, JsonNode object, String... known) {
    String prefix = path.isEmpty() ? "" : path + ".";
    if (!object.isObject()) {
      throw new IllegalArgumentException(
          (path.isEmpty() ? "The whole" : path) + " is no JSON object: give one, in braces");
    }
    List<String> unknown = new ArrayList<>();
    object.fieldNames().forEachRemaining(unknown::add);
    unknown.removeAll(List.of(known));
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          prefix + unknown.get(0) + " is not known: give " + String.join(", ", known));
    }
    return new JsonFields(prefix, object);
  }

  Optional<JsonNode> node(String field) {
    return Optional.ofNullable(object.get(field)).filter(node -> !node.isNull());
  }

  Optional<Boolean> flag(String field) {
    return node(field)
        .map(
            node -> {
              if (!node.isBoolean()) {
                throw wrong(field, node, "true or false");
              }
              return node.booleanValue();
            });
  }

  Optional<Integer> number(String field) {
    return node(field)
        .map(
            node -> {
              if (!node.canConvertToInt() || !node.isIntegralNumber()) {
                throw wrong(field, node, "a whole number");
              }
              return node.intValue();
            });
  }

  Optional<Double> fraction(String field) {
    return node(field)
        .map(
            node -> {
              if (!node.isNumber()) {
                throw wrong(field, node, "a number such as 0.5");
              }
              return node.doubleValue();
            });
  }

  Optional<String> text(String field) {
    return node(field)
        .map(
            node -> {
              if (!node.isTextual()) {
                throw wrong(field, node, "a text");
              }
              return node.textValue();
            });
  }

  String requiredText(String field) {
    return text(field)
        .orElseThrow(() -> new IllegalArgumentException(path + field + " is missing: give it"));
  }

  Optional<Duration> duration(String field) {
    return text(field)
        .map(
            text -> {
              try {
                return Duration.parse(text);
              } catch (DateTimeParseException e) {
                throw wrong(field, node(field).orElseThrow(), "a duration such as PT5S");
              }
            });
  }

  /** One of an enum's values, written in camel case as {@code executeLate}. */
  <E extends Enum<E>> Optional<E> choice(String field, E[] values) {
    return text(field)
        .map(
            text ->
                Stream.of(values)
                    .filter(value -> camelCase(value).equals(text))
                    .findFirst()
                    .orElseThrow(
                        () ->
                            wrong(
                                field,
                                node(field).orElseThrow(),
                                String.join(
                                    ", ", Stream.of(values).map(JsonFields::camelCase).toList()))));
  }

  <E extends Enum<E>> E requiredChoice(String field, E[] values) {
    requiredText(field);
    return choice(field, values).orElseThrow();
  }

  /** Says where the object stands that a record refuses. */
  IllegalArgumentException refused(IllegalArgumentException refusal) {
    return new IllegalArgumentException(path + refusal.getMessage(), refusal);
  }

  static String camelCase(Enum<?> value) {
    String pascalCase =
        Stream.of(value.name().split("_"))
            .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
            .collect(Collectors.joining());
    return pascalCase.substring(0, 1).toLowerCase(Locale.ROOT) + pascalCase.substring(1);
  }

  private IllegalArgumentException wrong(String field, JsonNode node, String cure) {
    return new IllegalArgumentException(path + field + " is " + node + ": give " + cure);
  }
}
