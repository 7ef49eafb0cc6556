package highavailability.emulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One request, read completely.
 *
 * @param url scheme, host and raw path as the client wrote them, for links back to here
 * @param path the decoded segments of the path
 * @param bearerToken of the header {@code Authorization}
 * @param receivedAt when it came
 */
record ArmRequest(
    String method,
    String url,
    List<String> path,
    Map<String, String> query,
    Optional<String> bearerToken,
    Instant receivedAt,
    byte[] body) {

  private static final String BEARER = "Bearer ";

  private static final ObjectMapper JSON = new ObjectMapper();

  static ArmRequest read(HttpExchange exchange, String ownAddress) throws IOException {
    String rawPath = exchange.getRequestURI().getRawPath();
    String host =
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Host")).orElse(ownAddress);
    return new ArmRequest(
        exchange.getRequestMethod().toUpperCase(Locale.ROOT),
        "http://" + host + rawPath,
        segments(rawPath),
        queryOf(exchange.getRequestURI().getRawQuery()),
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
            .filter(value -> value.startsWith(BEARER))
            .map(value -> value.substring(BEARER.length())),
        Instant.now(),
        exchange.getRequestBody().readAllBytes());
  }

  Optional<String> parameter(String name) {
    return Optional.ofNullable(query.get(name)).filter(value -> !value.isBlank());
  }

  /** The body as a JSON object; an empty body is an empty object. */
  ObjectNode json() {
    if (body.length == 0) {
      return JSON.createObjectNode();
    }
    try {
      JsonNode node = JSON.readTree(body);
      if (node instanceof ObjectNode object) {
        return object;
      }
    } catch (JsonProcessingException e) {
      throw malformed(e.getOriginalMessage());
    } catch (IOException e) {
      throw malformed(e.getMessage());
    }
    throw malformed("a JSON object is expected");
  }

  /** The body's {@code properties}; a client that sets none of them may leave them out. */
  ObjectNode properties() {
    JsonNode properties = json().path("properties");
    if (properties.isMissingNode() || properties.isNull()) {
      return JSON.createObjectNode();
    }
    if (properties instanceof ObjectNode object) {
      return object;
    }
    throw malformed("'properties' must be an object");
  }

  private static ArmError malformed(String reason) {
    return ArmError.of(
        400, "InvalidRequestContent", "The request content was invalid: " + reason + ".");
  }

  private static List<String> segments(String rawPath) {
    List<String> segments = new ArrayList<>();
    for (String segment : rawPath.split("/")) {
      if (!segment.isEmpty()) {
        // Only in a query does + mean a space.
        segments.add(decode(segment.replace("+", "%2B")));
      }
    }
    return List.copyOf(segments);
  }

  private static Map<String, String> queryOf(String rawQuery) {
    Map<String, String> query = new LinkedHashMap<>();
    if (rawQuery != null) {
      for (String pair : rawQuery.split("&")) {
        int equals = pair.indexOf('=');
        if (equals > 0) {
          query.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
        }
      }
    }
    return query;
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw ArmError.badRequest("The request's URL has a wrong percent encoding.");
    }
  }
}
