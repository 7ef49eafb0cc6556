package highavailability.deployment;

import highavailability.deployment.Expression.Call;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All template functions that the evaluator knows. Names are compared without case. */
final class Functions {
  private static final Map<String, TemplateFunction> PLAIN =
      Stream.of(TextFunctions.ALL, CollectionFunctions.ALL, LogicFunctions.ALL)
          .flatMap(m -> m.entrySet().stream())
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

  private Functions() {}

  /** A function that depends on nothing but its arguments. */
  static Optional<TemplateFunction> plain(String name) {
    return Optional.ofNullable(PLAIN.get(name.toLowerCase(Locale.ROOT)));
  }

  /** Fails unless there is such a function that takes so many arguments. */
  static void check(Call call) {
    String name = call.function().toLowerCase(Locale.ROOT);
    int given = call.arguments().size();
    Optional<TemplateFunction> plain = plain(name);
    int[] counts =
        plain.isPresent()
            ? new int[] {plain.get().least(), plain.get().most()}
            : ScopeFunctions.argumentCounts(name);
    if (given < counts[0] || given > counts[1]) {
      throw new TemplateException(
          "%s() takes %s arguments, not %d"
              .formatted(
                  call.function(),
                  counts[0] == counts[1]
                      ? counts[0]
                      : counts[0]
                          + " to "
                          + (counts[1] == TemplateFunction.ANY ? "any number of" : counts[1]),
                  given));
    }
  }
}
