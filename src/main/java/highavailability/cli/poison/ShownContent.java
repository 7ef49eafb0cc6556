package highavailability.cli.poison;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import highavailability.jobs.InvalidMessageException;
import highavailability.jobs.Json;
import highavailability.jobs.Redaction;
import java.util.List;

/** What a message says, as it may be shown. */
final class ShownContent {
  private final JsonNode json;

  private ShownContent(JsonNode json) {
    this.json = json;
  }

  /**
   * Reads a text.
   *
   * @param withSecrets whether a SAS or a key in it is shown
   */
  static ShownContent of(String text, boolean withSecrets) {
    JsonNode tree = treeOf(text);
    return new ShownContent(withSecrets ? tree : redacted(tree));
  }

  /** The text as JSON; what is no JSON is one string. */
  JsonNode json() {
    return json;
  }

  /** Lines for people. */
  List<String> lines() {
    return (json.isTextual() ? json.textValue() : json.toPrettyString()).lines().toList();
  }

  private static JsonNode treeOf(String text) {
    try {
      JsonNode tree = Json.tree(text);
      return tree.isContainerNode() ? tree : TextNode.valueOf(text);
    } catch (InvalidMessageException e) {
      return TextNode.valueOf(text);
    }
  }

  /** Value by value: in the text of JSON, a URL may be hidden behind escapes. */
  private static JsonNode redacted(JsonNode tree) {
    if (tree.isTextual()) {
      return TextNode.valueOf(Redaction.redact(tree.textValue()));
    } else if (tree instanceof ObjectNode object) {
      object.properties().forEach(field -> field.setValue(redacted(field.getValue())));
    } else if (tree instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        array.set(i, redacted(array.get(i)));
      }
    }
    return tree;
  }
}
