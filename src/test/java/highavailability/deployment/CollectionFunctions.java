package highavailability.deployment;

import static highavailability.deployment.TemplateFunction.ANY;
import static highavailability.deployment.TemplateFunction.of;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/** Template functions about arrays and objects, and those that take texts as well. */
final class CollectionFunctions {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  static final Map<String, TemplateFunction> ALL =
      Map.ofEntries(
          Map.entry("concat", new TemplateFunction(1, ANY, CollectionFunctions::concat)),
          Map.entry("union", new TemplateFunction(2, ANY, CollectionFunctions::union)),
          Map.entry("createarray", new TemplateFunction(0, ANY, a -> arrayOf(a.values()))),
          Map.entry("createobject", new TemplateFunction(0, ANY, CollectionFunctions::object)),
          Map.entry("array", of(1, a -> a.get(0).isArray() ? a.get(0) : arrayOf(a.values()))),
          Map.entry("length", of(1, CollectionFunctions::length)),
          Map.entry("empty", of(1, CollectionFunctions::empty)),
          Map.entry("contains", of(2, CollectionFunctions::contains)),
          Map.entry("first", of(1, a -> element(a, 0))),
          Map.entry("last", of(1, a -> element(a, -1))),
          Map.entry("take", of(2, a -> part(a, 0, a.integer(1)))),
          Map.entry("skip", of(2, a -> part(a, a.integer(1), Integer.MAX_VALUE))),
          Map.entry("range", of(2, CollectionFunctions::range)),
          Map.entry("items", of(1, CollectionFunctions::items)),
          Map.entry("objectkeys", of(1, CollectionFunctions::keys)),
          Map.entry("tryget", of(2, CollectionFunctions::tryGet)),
          Map.entry("flatten", of(1, CollectionFunctions::flatten)));

  private CollectionFunctions() {}

  static ArrayNode arrayOf(Iterable<JsonNode> elements) {
    ArrayNode array = JSON.arrayNode();
    elements.forEach(array::add);
    return array;
  }

  private static JsonNode concat(Arguments a) {
    if (a.get(0).isArray()) {
      ArrayNode all = JSON.arrayNode();
      IntStream.range(0, a.count()).forEach(i -> all.addAll(a.array(i)));
      return all;
    }
    StringBuilder all = new StringBuilder();
    IntStream.range(0, a.count()).forEach(i -> all.append(a.anyAsText(i)));
    return TextNode.valueOf(all.toString());
  }

  private static JsonNode union(Arguments a) {
    if (a.get(0).isArray()) {
      ArrayNode all = JSON.arrayNode();
      IntStream.range(0, a.count())
          .boxed()
          .flatMap(i -> StreamSupport.stream(a.array(i).spliterator(), false))
          .distinct()
          .forEach(all::add);
      return all;
    }
    ObjectNode all = JSON.objectNode();
    IntStream.range(0, a.count()).forEach(i -> merge(all, a.object(i)));
    return all;
  }

  /** Objects within objects are merged too; of anything else the last one counts. */
  private static void merge(ObjectNode into, ObjectNode from) {
    from.fields()
        .forEachRemaining(
            f -> {
              if (into.get(f.getKey()) instanceof ObjectNode there
                  && f.getValue() instanceof ObjectNode more) {
                merge(there, more);
              } else {
                into.set(f.getKey(), f.getValue().deepCopy());
              }
            });
  }

  private static JsonNode object(Arguments a) {
    if (a.count() % 2 != 0) {
      throw new TemplateException("createObject() has a key without value");
    }
    ObjectNode object = JSON.objectNode();
    for (int i = 0; i < a.count(); i += 2) {
      object.set(a.text(i), a.get(i + 1));
    }
    return object;
  }

  private static JsonNode length(Arguments a) {
    JsonNode value = a.get(0);
    if (!value.isTextual() && !value.isContainerNode()) {
      throw a.wrong(0, "a text, an array or an object");
    }
    return IntNode.valueOf(value.isTextual() ? value.textValue().length() : value.size());
  }

  private static JsonNode empty(Arguments a) {
    JsonNode value = a.get(0);
    return BooleanNode.valueOf(value.isNull() || length(a).intValue() == 0);
  }

  private static JsonNode contains(Arguments a) {
    JsonNode container = a.get(0);
    if (container.isTextual()) {
      return BooleanNode.valueOf(container.textValue().contains(a.anyAsText(1)));
    }
    if (container.isObject()) {
      return BooleanNode.valueOf(field((ObjectNode) container, a.text(1)) != null);
    }
    return BooleanNode.valueOf(
        StreamSupport.stream(a.array(0).spliterator(), false).anyMatch(a.get(1)::equals));
  }

  /** Names of properties are compared without case. */
  static JsonNode field(ObjectNode object, String name) {
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      if (field.getKey().equalsIgnoreCase(name)) {
        return field.getValue();
      }
    }
    return null;
  }

  private static JsonNode element(Arguments a, int index) {
    int size = length(a).intValue();
    if (size == 0) {
      return a.get(0).isTextual() ? TextNode.valueOf("") : NullNode.instance;
    }
    int at = index < 0 ? size + index : index;
    return a.get(0).isTextual()
        ? TextNode.valueOf(a.text(0).substring(at, at + 1))
        : a.array(0).get(at);
  }

  private static JsonNode part(Arguments a, int start, int count) {
    int size = length(a).intValue();
    int from = Math.max(0, Math.min(start, size));
    int to = (int) Math.min(size, (long) from + Math.max(0, count));
    if (a.get(0).isTextual()) {
      return TextNode.valueOf(a.text(0).substring(from, to));
    }
    ArrayNode part = JSON.arrayNode();
    IntStream.range(from, to).forEach(i -> part.add(a.array(0).get(i)));
    return part;
  }

  private static JsonNode range(Arguments a) {
    ArrayNode numbers = JSON.arrayNode();
    IntStream.range(a.integer(0), a.integer(0) + a.integer(1)).forEach(numbers::add);
    return numbers;
  }

  /** In the order of the keys, as Azure gives them. */
  private static JsonNode items(Arguments a) {
    ArrayNode items = JSON.arrayNode();
    for (String key : sortedKeys(a)) {
      items.addObject().put("key", key).set("value", a.object(0).get(key));
    }
    return items;
  }

  private static JsonNode keys(Arguments a) {
    ArrayNode keys = JSON.arrayNode();
    sortedKeys(a).forEach(keys::add);
    return keys;
  }

  private static List<String> sortedKeys(Arguments a) {
    return a.object(0).properties().stream().map(Map.Entry::getKey).sorted().toList();
  }

  private static JsonNode tryGet(Arguments a) {
    JsonNode found =
        a.get(1).isTextual()
            ? a.get(0).isObject() ? field(a.object(0), a.text(1)) : null
            : a.array(0).get(a.integer(1));
    return found == null ? NullNode.instance : found;
  }

  private static JsonNode flatten(Arguments a) {
    ArrayNode all = JSON.arrayNode();
    a.array(0).forEach(e -> e.forEach(all::add));
    return all;
  }
}
