package highavailability.deployment;

import static highavailability.deployment.TemplateFunction.ANY;
import static highavailability.deployment.TemplateFunction.of;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import highavailability.jobs.Json;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Template functions about texts. */
final class TextFunctions {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{|}}|\\{(\\d+)}");
  private static final int UNIQUE_LENGTH = 13;

  static final Map<String, TemplateFunction> ALL =
      Map.ofEntries(
          Map.entry("format", new TemplateFunction(1, ANY, TextFunctions::format)),
          Map.entry("guid", new TemplateFunction(1, ANY, a -> text(uuid(a).toString()))),
          Map.entry("uniquestring", new TemplateFunction(1, ANY, TextFunctions::unique)),
          Map.entry("tolower", of(1, a -> text(a.text(0).toLowerCase(Locale.ROOT)))),
          Map.entry("toupper", of(1, a -> text(a.text(0).toUpperCase(Locale.ROOT)))),
          Map.entry("trim", of(1, a -> text(a.text(0).strip()))),
          Map.entry("replace", of(3, a -> text(a.text(0).replace(a.text(1), a.text(2))))),
          Map.entry("startswith", of(2, a -> bool(lower(a, 0).startsWith(lower(a, 1))))),
          Map.entry("endswith", of(2, a -> bool(lower(a, 0).endsWith(lower(a, 1))))),
          Map.entry("indexof", of(2, a -> IntNode.valueOf(lower(a, 0).indexOf(lower(a, 1))))),
          Map.entry("substring", new TemplateFunction(2, 3, TextFunctions::substring)),
          Map.entry("split", of(2, TextFunctions::split)),
          Map.entry("join", of(2, TextFunctions::join)),
          Map.entry("padleft", new TemplateFunction(2, 3, TextFunctions::padLeft)),
          Map.entry("string", of(1, TextFunctions::string)),
          Map.entry("json", of(1, a -> Json.tree(a.text(0)))),
          Map.entry("int", of(1, a -> IntNode.valueOf(Integer.parseInt(a.anyAsText(0))))),
          Map.entry("uri", of(2, TextFunctions::uri)));

  private TextFunctions() {}

  private static JsonNode text(String value) {
    return TextNode.valueOf(value);
  }

  private static JsonNode bool(boolean value) {
    return BooleanNode.valueOf(value);
  }

  private static String lower(Arguments arguments, int index) {
    return arguments.text(index).toLowerCase(Locale.ROOT);
  }

  private static JsonNode format(Arguments a) {
    return text(
        PLACEHOLDER.matcher(a.text(0)).replaceAll(m -> Matcher.quoteReplacement(filled(m, a))));
  }

  private static String filled(MatchResult placeholder, Arguments a) {
    if (placeholder.group(1) == null) {
      return placeholder.group().substring(1);
    }
    int index = Integer.parseInt(placeholder.group(1)) + 1;
    if (index >= a.count()) {
      throw new TemplateException(
          "format('%s') lacks a value for %s".formatted(a.text(0), placeholder.group()));
    }
    return a.anyAsText(index);
  }

  /** Azure's own hash is not published; any stable one of the same length and letters will do. */
  private static UUID uuid(Arguments a) {
    String all = IntStream.range(0, a.count()).mapToObj(a::text).collect(Collectors.joining("|"));
    return UUID.nameUUIDFromBytes(all.getBytes(StandardCharsets.UTF_8));
  }

  private static JsonNode unique(Arguments a) {
    return text("u" + uuid(a).toString().replace("-", "").substring(0, UNIQUE_LENGTH - 1));
  }

  private static JsonNode substring(Arguments a) {
    String value = a.text(0);
    int start = a.integer(1);
    int end = a.count() == 3 ? start + a.integer(2) : value.length();
    if (start < 0 || end > value.length() || start > end) {
      throw new TemplateException(
          "substring('%s', %d, ..) goes beyond the text's end".formatted(value, start));
    }
    return text(value.substring(start, end));
  }

  private static JsonNode split(Arguments a) {
    ArrayNode parts = JsonNodeFactory.instance.arrayNode();
    for (String part : a.text(0).split(Pattern.quote(a.text(1)), -1)) {
      parts.add(part);
    }
    return parts;
  }

  private static JsonNode join(Arguments a) {
    StringBuilder joined = new StringBuilder();
    for (JsonNode part : a.array(0)) {
      joined.append(joined.isEmpty() ? "" : a.text(1)).append(part.asText());
    }
    return text(joined.toString());
  }

  private static JsonNode padLeft(Arguments a) {
    String value = a.anyAsText(0);
    String fill = a.count() == 3 ? a.text(2) : " ";
    return text(fill.repeat(Math.max(0, a.integer(1) - value.length())) + value);
  }

  private static JsonNode string(Arguments a) {
    return text(a.get(0).isContainerNode() ? Json.write(a.get(0)) : a.anyAsText(0));
  }

  private static JsonNode uri(Arguments a) {
    return text(a.text(0).replaceAll("/$", "") + "/" + a.text(1).replaceAll("^/", ""));
  }
}
