package highavailability.mediaservices;

import highavailability.jobs.Redaction;
import java.util.regex.Pattern;

/**
 * Words of others, made fit for a log line: one line, not endless, and without what signs a URL.
 */
final class ErrorText {
  private static final int MAX_LENGTH = 500;
  private static final Pattern SPACE = Pattern.compile("[\\s\\p{Cntrl}]+");

  private ErrorText() {}

  static String of(Throwable failure) {
    String message = failure.getMessage();
    String type = failure.getClass().getSimpleName();
    return of(message == null || message.isBlank() ? type : type + ": " + message);
  }

  static String of(String text) {
    String line = SPACE.matcher(text).replaceAll(" ").strip();
    // An error of an input repeats its URL, and with it the SAS that the user put there.
    line = Redaction.redact(line);
    return line.length() <= MAX_LENGTH ? line : line.substring(0, MAX_LENGTH) + "...";
  }
}
