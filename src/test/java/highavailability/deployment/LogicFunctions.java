package highavailability.deployment;

import static highavailability.deployment.TemplateFunction.ANY;
import static highavailability.deployment.TemplateFunction.of;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.Map;
import java.util.function.IntBinaryOperator;
import java.util.stream.IntStream;

/** Template functions that decide, compare and count. */
final class LogicFunctions {
  static final Map<String, TemplateFunction> ALL =
      Map.ofEntries(
          Map.entry("true", of(0, a -> BooleanNode.TRUE)),
          Map.entry("false", of(0, a -> BooleanNode.FALSE)),
          Map.entry("null", of(0, a -> NullNode.instance)),
          Map.entry("bool", of(1, a -> bool(a.anyAsText(0).equalsIgnoreCase("true")))),
          Map.entry("not", of(1, a -> bool(!a.bool(0)))),
          Map.entry("and", new TemplateFunction(2, ANY, a -> bool(bools(a).allMatch(b -> b != 0)))),
          Map.entry("or", new TemplateFunction(2, ANY, a -> bool(bools(a).anyMatch(b -> b != 0)))),
          Map.entry("equals", of(2, a -> bool(same(a.get(0), a.get(1))))),
          Map.entry("greater", of(2, a -> bool(a.integer(0) > a.integer(1)))),
          Map.entry("greaterorequals", of(2, a -> bool(a.integer(0) >= a.integer(1)))),
          Map.entry("less", of(2, a -> bool(a.integer(0) < a.integer(1)))),
          Map.entry("lessorequals", of(2, a -> bool(a.integer(0) <= a.integer(1)))),
          Map.entry("coalesce", new TemplateFunction(1, ANY, LogicFunctions::coalesce)),
          Map.entry("add", number((x, y) -> x + y)),
          Map.entry("sub", number((x, y) -> x - y)),
          Map.entry("mul", number((x, y) -> x * y)),
          Map.entry("div", number((x, y) -> x / y)),
          Map.entry("mod", number((x, y) -> x % y)),
          Map.entry("min", number(Math::min)),
          Map.entry("max", number(Math::max)));

  private LogicFunctions() {}

  private static JsonNode bool(boolean value) {
    return BooleanNode.valueOf(value);
  }

  private static IntStream bools(Arguments a) {
    return IntStream.range(0, a.count()).map(i -> a.bool(i) ? 1 : 0);
  }

  /** Numbers of different width are equal by their value. */
  private static boolean same(JsonNode one, JsonNode other) {
    return one.isIntegralNumber() && other.isIntegralNumber()
        ? one.longValue() == other.longValue()
        : one.equals(other);
  }

  private static JsonNode coalesce(Arguments a) {
    return a.values().stream().filter(v -> !v.isNull()).findFirst().orElse(NullNode.instance);
  }

  private static TemplateFunction number(IntBinaryOperator operator) {
    return of(2, a -> IntNode.valueOf(operator.applyAsInt(a.integer(0), a.integer(1))));
  }
}
