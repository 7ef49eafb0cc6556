package highavailability.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Function;

/**
 * A function that depends on nothing but its arguments.
 *
 * @param least how many arguments it takes at least
 * @param most how many it takes at most
 */
record TemplateFunction(int least, int most, Function<Arguments, JsonNode> body) {
  static final int ANY = Integer.MAX_VALUE;

  static TemplateFunction of(int count, Function<Arguments, JsonNode> body) {
    return new TemplateFunction(count, count, body);
  }
}
