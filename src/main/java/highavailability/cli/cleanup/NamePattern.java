package highavailability.cli.cleanup;

import highavailability.jobs.Names;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A pattern of names: {@code *} stands for any characters, {@code ?} for one, and case does not
 * matter. A name that the app has derived from another, such as {@code output-1~2}, matches as that
 * other one does.
 */
record NamePattern(Pattern regex) {
  static NamePattern of(String glob) {
    String regex =
        glob.codePoints()
            .mapToObj(
                c ->
                    switch (c) {
                      case '*' -> ".*";
                      case '?' -> ".";
                      default -> Pattern.quote(Character.toString(c));
                    })
            .collect(Collectors.joining());
    return new NamePattern(
        Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL));
  }

  boolean matches(String name) {
    int derived = name.indexOf(Names.SEPARATOR);
    return regex.matcher(name).matches()
        || (derived > 0 && regex.matcher(name.substring(0, derived)).matches());
  }

  /** Reads an option. */
  static final class Converter implements ITypeConverter<NamePattern> {
    @Override
    public NamePattern convert(String text) {
      if (text.isBlank()) {
        throw new TypeConversionException("the pattern is blank; give one such as 'test-*'");
      }
      return of(text);
    }
  }
}
