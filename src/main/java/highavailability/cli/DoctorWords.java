package highavailability.cli;

import highavailability.jobs.Redaction;
import java.time.Duration;

/** Numbers and times, as findings tell them. */
final class DoctorWords {
  private static final Duration SECONDS_UNTIL = Duration.ofMinutes(2);
  private static final Duration MINUTES_UNTIL = Duration.ofHours(3);
  private static final Duration HOURS_UNTIL = Duration.ofDays(2);

  private DoctorWords() {}

  /** Such as {@code 1 message} and {@code 2 messages}. */
  static String count(long number, String one) {
    return number + " " + one + (number == 1 ? "" : "s");
  }

  /** What is at the bottom of a failure of the network. */
  static String failure(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String message = root.getMessage() == null ? "" : ": " + root.getMessage();
    return Redaction.redact(root.getClass().getSimpleName() + message)
        .replaceAll("\\s+", " ")
        .strip();
  }

  /** A time span in its fitting unit. */
  static String age(Duration age) {
    if (age.compareTo(SECONDS_UNTIL) < 0) {
      return age.toSeconds() + " s";
    }
    if (age.compareTo(MINUTES_UNTIL) < 0) {
      return age.toMinutes() + " min";
    }
    return age.compareTo(HOURS_UNTIL) < 0 ? age.toHours() + " h" : age.toDays() + " days";
  }
}
