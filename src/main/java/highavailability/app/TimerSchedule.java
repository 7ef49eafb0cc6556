package highavailability.app;

import java.util.regex.Pattern;

/**
 * What the Functions host takes as a timer's schedule. The host is the judge; this finds what it
 * would certainly refuse, because the host's own message names no setting.
 */
final class TimerSchedule {
  private static final Pattern NCRONTAB =
      Pattern.compile("[0-9*/,-]+( +[0-9*/,-]+){3}( +[A-Za-z0-9*/,-]+){2}");
  private static final Pattern TIME_SPAN =
      Pattern.compile("(\\d{1,5}\\.)?([01]?\\d|2[0-3]):[0-5]?\\d:[0-5]?\\d");

  private TimerSchedule() {}

  static boolean isPlausible(String schedule) {
    return NCRONTAB.matcher(schedule).matches()
        || TIME_SPAN.matcher(schedule).matches() && schedule.matches(".*[1-9].*");
  }
}
