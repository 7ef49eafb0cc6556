package highavailability.mediaservices;

import com.fasterxml.jackson.databind.JsonNode;
import highavailability.mediaservices.JobInputSchema.Kind;
import highavailability.mediaservices.JobInputSchema.Value;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Collects everything that is wrong with a job's input, by its path in the request. */
final class JobInputChecker {
  private static final String TYPE = "@odata.type";
  private static final String PREFIX = "#Microsoft.Media.";
  private static final Pattern WEB_ADDRESS = Pattern.compile("(?i)https?://[^/?#\\s].*");

  private final List<String> problems = new ArrayList<>();

  List<String> problemsWith(JsonNode inputs) {
    checkObject("jobInputs", inputs, Value.INPUTS);
    return problems;
  }

  private void checkObject(String path, JsonNode node, Value allowed) {
    if (node == null || !node.isObject()) {
      problems.add(
          "'" + path + "' must be an object with an " + TYPE + " of " + listed(allowed) + ".");
      return;
    }
    String type = node.path(TYPE).asText("");
    String name = type.startsWith(PREFIX) ? type.substring(PREFIX.length()) : "";
    if (!allowed.kinds().contains(name)) {
      problems.add(
          "'"
              + path
              + "' "
              + (type.isEmpty() ? "has no " + TYPE : "is of the unknown kind '" + shown(type) + "'")
              + "; known there: "
              + listed(allowed)
              + ".");
      return;
    }
    checkFields(path, node, type, JobInputSchema.kind(name));
    if (name.equals("JobInputHttp")) {
      checkAddresses(path, node);
    }
  }

  private void checkFields(String path, JsonNode node, String type, Kind kind) {
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      String fieldPath = path + "." + field.getKey();
      Value value = kind.fields().get(field.getKey());
      if (field.getKey().equals(TYPE) || (value != null && field.getValue().isNull())) {
        continue;
      }
      if (value == null) {
        problems.add(
            "'"
                + path
                + "."
                + shown(field.getKey())
                + "' is not a field of "
                + type
                + "; it has "
                + fieldsOf(kind)
                + ".");
      } else {
        checkValue(fieldPath, field.getValue(), value);
      }
    }
    for (String required : kind.required()) {
      if (isEmpty(node.path(required))) {
        problems.add("'" + path + "." + required + "' is missing or empty; " + type + " needs it.");
      }
    }
  }

  private void checkValue(String path, JsonNode node, Value value) {
    switch (value) {
      case TEXT -> require(node.isTextual(), path, "a text");
      case INTEGER -> require(node.isIntegralNumber(), path, "a whole number");
      case DURATION ->
          require(
              node.isTextual() && isDuration(node.asText()),
              path,
              "an ISO 8601 duration such as PT30S");
      case TIME ->
          require(
              node.isTextual() && isTime(node.asText()),
              path,
              "an ISO 8601 time with its zone such as 2026-01-31T12:00:00Z");
      case TEXTS -> {
        require(node.isArray(), path, "an array of texts");
        forEach(
            path,
            node,
            (p, n) ->
                require(n.isTextual() && !n.asText().isBlank(), p, "a text that is not blank"));
      }
      default -> {
        if (value.isList()) {
          require(node.isArray(), path, "an array");
          forEach(path, node, (p, n) -> checkObject(p, n, value));
        } else {
          checkObject(path, node, value);
        }
      }
    }
  }

  // The service wants complete addresses: a base and names below it, or files with their own.
  private void checkAddresses(String path, JsonNode node) {
    JsonNode base = node.path("baseUri");
    if (base.isTextual()) {
      require(isWebAddress(base.asText()), path + ".baseUri", "an absolute http or https URL");
    } else if (base.isMissingNode() || base.isNull()) {
      forEach(
          path + ".files",
          node.path("files"),
          (p, n) ->
              require(
                  !n.isTextual() || n.asText().isBlank() || isWebAddress(n.asText()),
                  p,
                  "an absolute http or https URL, because there is no baseUri"));
    }
  }

  private void require(boolean met, String path, String what) {
    if (!met) {
      problems.add("'" + path + "' must be " + what + ".");
    }
  }

  private interface ElementCheck {
    void check(String path, JsonNode element);
  }

  private static void forEach(String path, JsonNode array, ElementCheck check) {
    for (int i = 0; array.isArray() && i < array.size(); i++) {
      check.check(path + "[" + i + "]", array.get(i));
    }
  }

  private static boolean isEmpty(JsonNode node) {
    return node.isMissingNode()
        || node.isNull()
        || (node.isTextual() && node.asText().isBlank())
        || (node.isArray() && node.isEmpty());
  }

  private static boolean isDuration(String text) {
    try {
      Duration.parse(text);
      return true;
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  private static boolean isTime(String text) {
    try {
      OffsetDateTime.parse(text);
      return true;
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  private static boolean isWebAddress(String text) {
    return WEB_ADDRESS.matcher(text).matches();
  }

  private static String listed(Value allowed) {
    return allowed.kinds().stream().map(PREFIX::concat).collect(Collectors.joining(", "));
  }

  private static String fieldsOf(Kind kind) {
    return kind.fields().isEmpty() ? "none" : String.join(", ", kind.fields().keySet());
  }

  private static String shown(String text) {
    return text.length() <= 100 ? text : text.substring(0, 100) + "...";
  }
}
