package highavailability.local;

import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;

/** The dialect of cron that the Functions host reads with the NCrontab library. */
final class Ncrontab {
  /**
   * Unlike in cron, a day must fit both the day of the month and the day of the week; 0 is Sunday,
   * 7 is nothing.
   */
  private static final CronDefinition DIALECT =
      CronDefinitionBuilder.defineCron()
          .withSeconds()
          .withValidRange(0, 59)
          .and()
          .withMinutes()
          .withValidRange(0, 59)
          .and()
          .withHours()
          .withValidRange(0, 23)
          .and()
          .withDayOfMonth()
          .withValidRange(1, 31)
          .and()
          .withMonth()
          .withValidRange(1, 12)
          .and()
          .withDayOfWeek()
          .withMondayDoWValue(1)
          .withValidRange(0, 6)
          .and()
          .matchDayOfWeekAndDayOfMonth()
          .instance();

  private Ncrontab() {}

  static Optional<TimerSchedule> parse(String expression) {
    String fields = expression.strip();
    int count = fields.split("\\s+").length;
    if (count < 5 || count > 6) {
      return Optional.empty();
    }
    try {
      ExecutionTime times =
          ExecutionTime.forCron(
              new CronParser(DIALECT).parse(count == 5 ? "0 " + fields : fields).validate());
      return Optional.of(after -> next(times, after));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<Instant> next(ExecutionTime times, Instant after) {
    return times.nextExecution(after.atZone(ZoneOffset.UTC)).map(ZonedDateTime::toInstant);
  }
}
