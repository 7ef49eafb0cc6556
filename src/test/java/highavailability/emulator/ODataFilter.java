package highavailability.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of OData's {@code $filter} that Media Services takes: comparisons of a property with a
 * constant, joined by {@code and} and {@code or}.
 */
final class ODataFilter {

  private static final Pattern COMPARISON =
      Pattern.compile(
          "\\s*([A-Za-z/.]+)\\s+(eq|ne|gt|ge|lt|le)\\s+"
              + "(?:[A-Za-z.]*'((?:[^']|'')*)'|([^\\s'()]+))\\s*");
  private static final Pattern JOIN = Pattern.compile("(and|or)\\s+");

  private ODataFilter() {}

  static Predicate<JsonNode> parse(String filter) {
    List<Predicate<JsonNode>> alternatives = new ArrayList<>();
    Predicate<JsonNode> all = entity -> true;
    Matcher comparison = COMPARISON.matcher(filter);
    Matcher join = JOIN.matcher(filter);
    int position = 0;
    while (true) {
      if (!comparison.find(position) || comparison.start() != position) {
        throw invalid(filter);
      }
      all = all.and(comparison(comparison));
      position = comparison.end();
      if (position == filter.length()) {
        alternatives.add(all);
        return entity -> alternatives.stream().anyMatch(one -> one.test(entity));
      }
      if (!join.find(position) || join.start() != position) {
        throw invalid(filter);
      }
      if (join.group(1).equals("or")) {
        alternatives.add(all);
        all = entity -> true;
      }
      position = join.end();
    }
  }

  /** The value of a property such as {@code name} or {@code properties/created}. */
  static String value(JsonNode entity, String property) {
    JsonNode node = entity;
    for (String part : property.replace('.', '/').split("/")) {
      node = node.path(part);
    }
    return node.asText("");
  }

  /** Orders timestamps by time and everything else by its text, without regard to case. */
  static int compare(String left, String right) {
    Optional<Instant> leftTime = time(left);
    Optional<Instant> rightTime = time(right);
    if (leftTime.isPresent() && rightTime.isPresent()) {
      return leftTime.get().compareTo(rightTime.get());
    }
    return left.compareToIgnoreCase(right);
  }

  private static Predicate<JsonNode> comparison(Matcher parsed) {
    String property = parsed.group(1);
    String operator = parsed.group(2);
    String constant =
        parsed.group(3) != null ? parsed.group(3).replace("''", "'") : parsed.group(4);
    return entity -> {
      int order = compare(value(entity, property), constant);
      return switch (operator) {
        case "eq" -> order == 0;
        case "ne" -> order != 0;
        case "gt" -> order > 0;
        case "ge" -> order >= 0;
        case "lt" -> order < 0;
        default -> order <= 0;
      };
    };
  }

  private static Optional<Instant> time(String text) {
    if (text.length() < 11 || text.charAt(10) != 'T') {
      return Optional.empty();
    }
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static ArmError invalid(String filter) {
    return ArmError.badRequest("The query parameter $filter '" + filter + "' is not valid.");
  }
}
