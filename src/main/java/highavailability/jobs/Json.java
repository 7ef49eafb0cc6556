package highavailability.jobs;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Optional;
import java.util.stream.Collectors;

/** The one JSON mapper: messages on queues, JSON kept in tables, and events. */
public final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .serializationInclusion(JsonInclude.Include.NON_NULL)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          // A parse error would otherwise quote the message, which may hold a SAS.
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .build();

  private Json() {}

  /**
   * Reads an object of the given type; fields that the type does not have are ignored.
   *
   * @throws InvalidMessageException when the text is no JSON object, or a field has the wrong type
   */
  public static <T> T read(String text, Class<T> type) {
    try {
      JsonNode tree = tree(text);
      if (!tree.isObject()) {
        throw new InvalidMessageException(
            "The message is not a JSON object but " + tree.getNodeType() + ".");
      }
      return MAPPER.treeToValue(tree, type);
    } catch (MismatchedInputException e) {
      String field =
          e.getPath().stream()
              .map(r -> r.getFieldName() == null ? "[" + r.getIndex() + "]" : r.getFieldName())
              .collect(Collectors.joining("."));
      throw new InvalidMessageException(
          "Field '" + field + "' has the wrong JSON type: " + e.getOriginalMessage(), e);
    } catch (JsonProcessingException e) {
      throw new InvalidMessageException("The message cannot be read: " + e.getOriginalMessage(), e);
    }
  }

  /**
   * Reads any JSON value.
   *
   * @throws InvalidMessageException when the text is no JSON
   */
  public static JsonNode tree(String text) {
    try {
      JsonNode tree = MAPPER.readTree(text);
      if (tree == null || tree.isMissingNode()) {
        throw new InvalidMessageException("The message is empty; it must be a JSON object.");
      }
      return tree;
    } catch (JacksonException e) {
      throw new InvalidMessageException(
          "The message is not JSON: " + e.getOriginalMessage() + where(e), e);
    }
  }

  /** What breaks a limit of the parser, such as its depth, has no place in the text. */
  private static String where(JacksonException e) {
    return Optional.ofNullable(e.getLocation())
        .map(l -> " (line " + l.getLineNr() + ", column " + l.getColumnNr() + ").")
        .orElse("");
  }

  /** Writes a value as compact JSON; absent fields are left out. */
  public static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(value.getClass() + " cannot be written as JSON", e);
    }
  }
}
