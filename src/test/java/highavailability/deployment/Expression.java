package highavailability.deployment;

import java.util.List;
import java.util.stream.Stream;

/** A parsed template expression. */
sealed interface Expression {
  /** A text in single quotes. */
  record Text(String value) implements Expression {}

  /** A whole number. */
  record Number(long value) implements Expression {}

  /** A function with its arguments. */
  record Call(String function, List<Expression> arguments) implements Expression {}

  /** {@code target.name}; a safe one ({@code target.?name}) gives null where there is none. */
  record Property(Expression target, String name, boolean safe) implements Expression {}

  /** {@code target[index]}. */
  record Index(Expression target, Expression index) implements Expression {}

  /** Every function call in this expression. */
  default Stream<Call> calls() {
    if (this instanceof Call call) {
      return Stream.concat(Stream.of(call), call.arguments().stream().flatMap(Expression::calls));
    }
    if (this instanceof Property property) {
      return property.target().calls();
    }
    if (this instanceof Index index) {
      return Stream.concat(index.target().calls(), index.index().calls());
    }
    return Stream.empty();
  }
}
