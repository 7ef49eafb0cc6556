package highavailability.deployment;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A log query, as far as it speaks of what the app logs.
 *
 * @param place for messages
 */
record KqlQuery(String place, String text) {
  private static final Pattern LINE = Pattern.compile("Message \\w+ '([^']+)'");
  private static final Pattern TEXT = Pattern.compile("'((?:[^'\\\\]|\\\\.)*)'");

  /** The texts that it looks for in log lines. */
  Set<String> lines() {
    Set<String> lines = new TreeSet<>();
    LINE.matcher(text).results().forEach(m -> lines.add(m.group(1)));
    return lines;
  }

  /** The texts that a column is compared with, one by one or in a list. */
  Set<String> comparedWith(String column) {
    Pattern comparison =
        Pattern.compile(
            "\\b%s (?:==|!=|=~|in) *(\\([^)]*\\)|'[^']*')".formatted(Pattern.quote(column)));
    Set<String> texts = new TreeSet<>();
    for (Matcher m = comparison.matcher(text); m.find(); ) {
      TEXT.matcher(m.group(1)).results().forEach(t -> texts.add(t.group(1)));
    }
    return texts;
  }

  /** Whether a word stands in it outside of texts. */
  boolean names(String word) {
    return Stream.of(TEXT.matcher(text).replaceAll("''").split("\\W+")).anyMatch(word::equals);
  }
}
