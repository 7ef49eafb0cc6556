package highavailability.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Answers list requests: {@code $filter}, {@code $orderby}, {@code $top}, and pages. */
final class Listing {

  private static final Set<String> SORTABLE =
      Set.of("name", "properties/created", "properties/lastModified", "properties/endTime");

  /** No name contains it. */
  private static final char SEPARATOR = '/';

  private final int pageSize;

  Listing(int pageSize) {
    this.pageSize = pageSize;
  }

  Reply page(ArmRequest request, List<ObjectNode> entities) {
    Order order = Order.parse(request.parameter("$orderby").orElse("name"));
    Comparator<ObjectNode> comparator = order.comparator();
    List<ObjectNode> matching =
        entities.stream()
            .filter(request.parameter("$filter").map(ODataFilter::parse).orElse(entity -> true))
            .sorted(comparator)
            .filter(order.after(request.parameter("$skiptoken").orElse("")))
            .limit(top(request))
            .toList();

    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ArrayNode value = body.putArray("value");
    matching.stream().limit(pageSize).forEach(value::add);
    if (matching.size() > pageSize) {
      body.put("@odata.nextLink", nextLink(request, order.token(matching.get(pageSize - 1))));
    }
    return Reply.json(200, body);
  }

  private String nextLink(ArmRequest request, String token) {
    StringBuilder link = new StringBuilder(request.url()).append('?');
    for (Map.Entry<String, String> parameter : request.query().entrySet()) {
      String value = parameter.getValue();
      switch (parameter.getKey()) {
        case "$skiptoken" -> {
          continue;
        }
        case "$top" -> value = Integer.toString(top(request) - pageSize);
        default -> {}
      }
      link.append(parameter.getKey()).append('=').append(encode(value)).append('&');
    }
    return link.append("$skiptoken=").append(encode(token)).toString();
  }

  private static int top(ArmRequest request) {
    String top = request.parameter("$top").orElse(Integer.toString(Integer.MAX_VALUE));
    try {
      int number = Integer.parseInt(top);
      if (number > 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw invalidTop(top);
    }
    throw invalidTop(top);
  }

  private static ArmError invalidTop(String top) {
    return ArmError.badRequest("The query parameter $top '" + top + "' is not valid.");
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** An order that is total: entities with equal values are ordered by name. */
  private record Order(String property, boolean descending) {

    static Order parse(String orderBy) {
      String[] words = orderBy.strip().split("\\s+");
      boolean known = SORTABLE.contains(words[0]) && words.length <= 2;
      boolean descending = words.length == 2 && words[1].equalsIgnoreCase("desc");
      if (!known || words.length == 2 && !descending && !words[1].equalsIgnoreCase("asc")) {
        throw ArmError.badRequest("The query parameter $orderby '" + orderBy + "' is not valid.");
      }
      return new Order(words[0], descending);
    }

    Comparator<ObjectNode> comparator() {
      return (left, right) -> compare(value(left), name(left), value(right), name(right));
    }

    /**
     * Where a page ended, as a value and not as an index: what is deleted meanwhile shifts nothing.
     */
    String token(ObjectNode last) {
      return value(last) + SEPARATOR + name(last);
    }

    Predicate<ObjectNode> after(String token) {
      int end = token.lastIndexOf(SEPARATOR);
      if (end < 0) {
        return entity -> true;
      }
      String value = token.substring(0, end);
      String name = token.substring(end + 1);
      return entity -> compare(value(entity), name(entity), value, name) > 0;
    }

    private int compare(String leftValue, String leftName, String rightValue, String rightName) {
      int byValue = ODataFilter.compare(leftValue, rightValue);
      int order = byValue != 0 ? byValue : leftName.compareToIgnoreCase(rightName);
      return descending ? -order : order;
    }

    private String value(JsonNode entity) {
      return ODataFilter.value(entity, property);
    }

    private static String name(JsonNode entity) {
      return entity.path("name").asText();
    }
  }
}
