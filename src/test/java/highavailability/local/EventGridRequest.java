package highavailability.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;

/** The body of what Event Grid posts: one event or an array of them, in either schema. */
final class EventGridRequest {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private EventGridRequest() {}

  /**
   * The single events as indented JSON, which is how the extension hands them to a function.
   *
   * @throws IllegalArgumentException when the body is neither an object nor an array
   */
  static List<String> events(String body) {
    JsonNode tree = tree(body);
    List<String> events = new ArrayList<>();
    if (tree.isArray()) {
      tree.forEach(event -> events.add(event.toPrettyString()));
    } else {
      events.add(tree.toPrettyString());
    }
    return events;
  }

  /**
   * The answer to a subscription validation event.
   *
   * @throws IllegalArgumentException when the body holds no validation code
   */
  static String validationAnswer(String body) {
    JsonNode tree = tree(body);
    JsonNode data = (tree.isArray() ? tree.path(0) : tree).path("data");
    // As a CloudEvent the data is JSON in a string.
    JsonNode code = (data.isTextual() ? tree(data.asText()) : data).path("validationCode");
    if (code.isMissingNode()) {
      throw new IllegalArgumentException("The validation event has no data.validationCode");
    }
    return JSON.createObjectNode().put("validationResponse", code.asText()).toString();
  }

  private static JsonNode tree(String body) {
    try {
      JsonNode tree = JSON.readTree(body);
      if (!tree.isContainerNode()) {
        throw new IllegalArgumentException("The body must be a JSON object or array");
      }
      return tree;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("The body is not JSON: " + e.getOriginalMessage(), e);
    }
  }
}
