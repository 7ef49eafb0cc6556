package highavailability.app;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Reads typed settings. A wrong one is noted as a problem and gives its default, so that reading
 * can go on to the next; a blank one counts as absent.
 */
final class SettingsReader {
  private static final Pattern WHOLE = Pattern.compile("\\d{1,9}");

  private final Function<String, String> environment;
  private final Problems problems;
  private final Set<String> wrong = new HashSet<>();

  SettingsReader(Function<String, String> environment, Problems problems) {
    this.environment = environment;
    this.problems = problems;
  }

  /** Which durations a setting accepts. */
  record Range(Duration least, Duration most) {
    /** Longer than anything that an operator can mean. */
    private static final Duration LONGEST = Duration.ofDays(3650);

    static final Range POSITIVE = new Range(Duration.ofNanos(1), LONGEST);
    static final Range FROM_ZERO = new Range(Duration.ZERO, LONGEST);

    Range upTo(Duration longest) {
      return new Range(least, longest);
    }

    private boolean contains(Duration value) {
      return value.compareTo(least) >= 0 && value.compareTo(most) <= 0;
    }

    private String inWords() {
      return (least.isZero() ? "not negative" : "more than zero")
          + " and at most "
          + most.toDays()
          + " days";
    }
  }

  Optional<String> optional(String name) {
    return Optional.ofNullable(environment.apply(name))
        .map(String::strip)
        .filter(v -> !v.isEmpty());
  }

  Optional<String> optional(String name, Predicate<String> rule, String accepted) {
    return optional(name).filter(v -> accept(name, v, rule.test(v), accepted));
  }

  /** Reads a setting that has no default; gives an empty text when it is absent or wrong. */
  String required(String name, Predicate<String> rule, String accepted) {
    if (optional(name).isEmpty()) {
      wrong.add(name);
      problems.add(name + " is not set: it must be " + accepted + ".");
    }
    return optional(name, rule, accepted).orElse("");
  }

  Duration minutes(String name, int defaultMinutes, Range range) {
    return duration(name, "minutes", Duration.ofMinutes(1), "PT30S", defaultMinutes, range);
  }

  Duration days(String name, int defaultDays, Range range) {
    return duration(name, "days", Duration.ofDays(1), "PT36H", defaultDays, range);
  }

  private Duration duration(
      String name, String units, Duration unit, String example, int defaultUnits, Range range) {
    Duration byDefault = unit.multipliedBy(defaultUnits);
    String accepted =
        "whole "
            + units
            + " such as "
            + defaultUnits
            + " or an ISO-8601 duration such as "
            + example
            + ", "
            + range.inWords();
    return optional(name)
        .map(
            text -> {
              Optional<Duration> value = parse(text, unit).filter(range::contains);
              accept(name, text, value.isPresent(), accepted);
              return value.orElse(byDefault);
            })
        .orElse(byDefault);
  }

  private static Optional<Duration> parse(String text, Duration unit) {
    if (WHOLE.matcher(text).matches()) {
      return Optional.of(unit.multipliedBy(Long.parseLong(text)));
    }
    try {
      return Optional.of(Duration.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  int count(String name, int defaultCount, int least, int most) {
    return optional(
            name,
            v ->
                WHOLE.matcher(v).matches()
                    && Integer.parseInt(v) >= least
                    && Integer.parseInt(v) <= most,
            "a whole number from " + least + " to " + most + ", such as " + defaultCount)
        .map(Integer::valueOf)
        .orElse(defaultCount);
  }

  double rate(String name, double defaultRate) {
    return optional(name, SettingsReader::isRate, "a number from 0 to 1, such as " + defaultRate)
        .map(Double::valueOf)
        .orElse(defaultRate);
  }

  private static boolean isRate(String text) {
    return text.matches("[01]|[01]?\\.\\d{1,15}") && Double.parseDouble(text) <= 1;
  }

  /** Notes a problem when the first setting is not less than the second one. */
  <T extends Comparable<T>> void requireLess(
      String name, T value, String otherName, T otherValue, String why) {
    if (bothRight(name, otherName) && value.compareTo(otherValue) >= 0) {
      contradiction(name, value, "less than", otherName, otherValue, why);
    }
  }

  /** Notes a problem when the first setting is greater than the second one. */
  <T extends Comparable<T>> void requireAtMost(
      String name, T value, String otherName, T otherValue, String why) {
    if (bothRight(name, otherName) && value.compareTo(otherValue) > 0) {
      contradiction(name, value, "at most", otherName, otherValue, why);
    }
  }

  /** A wrong setting has its default by now, and comparing that would only mislead. */
  private boolean bothRight(String name, String otherName) {
    return !wrong.contains(name) && !wrong.contains(otherName);
  }

  private void contradiction(
      String name, Object value, String relation, String otherName, Object otherValue, String why) {
    problems.add(
        String.format(
            "%s (%s) must be %s %s (%s): %s.", name, value, relation, otherName, otherValue, why));
  }

  private boolean accept(String name, String value, boolean right, String accepted) {
    if (!right) {
      wrong.add(name);
      problems.add(name + " is '" + value + "': it must be " + accepted + ".");
    }
    return right;
  }
}
