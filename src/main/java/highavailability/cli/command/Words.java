package highavailability.cli.command;

import java.time.Duration;

/** Numbers and time spans, as people are told them. */
public final class Words {
  private static final Duration SECONDS_UNTIL = Duration.ofMinutes(2);
  private static final Duration MINUTES_UNTIL = Duration.ofHours(2);
  private static final Duration HOURS_UNTIL = Duration.ofDays(2);

  private Words() {}

  /** Such as {@code 1 message} and {@code 2 messages}. */
  public static String count(long number, String one) {
    return number + " " + one + (number == 1 ? "" : "s");
  }

  /** A time span in its fitting unit; clocks that disagree make none below zero. */
  public static String age(Duration age) {
    if (age.isNegative()) {
      return "0 s";
    }
    if (age.compareTo(SECONDS_UNTIL) < 0) {
      return age.toSeconds() + " s";
    }
    if (age.compareTo(MINUTES_UNTIL) < 0) {
      return age.toMinutes() + " min";
    }
    return age.compareTo(HOURS_UNTIL) < 0 ? age.toHours() + " h" : age.toDays() + " d";
  }
}
