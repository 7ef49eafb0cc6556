package highavailability.cli.command;

import java.time.DateTimeException;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an option that is a duration. */
public final class IsoDuration implements ITypeConverter<Duration> {
  @Override
  public Duration convert(String text) {
    try {
      Duration duration = Duration.parse(text);
      if (duration.isNegative() || duration.isZero()) {
        throw new TypeConversionException("'" + text + "' must be longer than nothing");
      }
      return duration;
    } catch (DateTimeException | ArithmeticException e) {
      throw new TypeConversionException(
          "'" + text + "' is no ISO 8601 duration, such as PT30S, PT1H or P30D");
    }
  }
}
