package highavailability.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * azure-docs, functions-bindings-timer.md, "NCRONTAB expressions" and "TimeSpan". 2026-03-04 is a
 * Wednesday.
 */
class TimerScheduleTest {
  private static final Instant WEDNESDAY = Instant.parse("2026-03-04T10:07:21Z");

  @ParameterizedTest
  @CsvSource({
    "0 */10 * * * *, 2026-03-04T10:10:00Z",
    "0 */15 * * * *, 2026-03-04T10:15:00Z",
    "*/15 * * * * *, 2026-03-04T10:07:30Z",
    "0 0 * * * *, 2026-03-04T11:00:00Z",
    "0 0 9-17 * * *, 2026-03-04T11:00:00Z",
    "0 30 9 * * 1-5, 2026-03-05T09:30:00Z",
    "0 30 9 * Jan Mon, 2027-01-04T09:30:00Z",
    "0 0 0 * * 0, 2026-03-08T00:00:00Z",
    "'0 5,8,10 * * * *', 2026-03-04T10:08:00Z"
  })
  void the_documented_expressions_give_the_documented_times(String expression, Instant next) {
    assertEquals(next, TimerSchedule.parse(expression).orElseThrow().next(WEDNESDAY).orElseThrow());
  }

  /** NCrontab wants both; classic cron is content with one of them. */
  @Test
  void day_of_month_and_day_of_week_must_both_fit() {
    assertEquals(
        Instant.parse("2026-03-13T00:00:00Z"),
        TimerSchedule.parse("0 0 0 13 * 5").orElseThrow().next(WEDNESDAY).orElseThrow());
  }

  @Test
  void five_fields_leave_out_the_seconds() {
    assertEquals(
        Instant.parse("2026-03-04T10:10:00Z"),
        TimerSchedule.parse("*/10 * * * *").orElseThrow().next(WEDNESDAY).orElseThrow());
  }

  @Test
  void a_time_span_is_an_interval() {
    assertEquals(
        WEDNESDAY.plusSeconds(30),
        TimerSchedule.parse("00:00:30").orElseThrow().next(WEDNESDAY).orElseThrow());
  }

  @Test
  void the_next_time_is_never_the_given_one() {
    Instant due = Instant.parse("2026-03-04T10:10:00Z");

    assertEquals(
        due.plusSeconds(600),
        TimerSchedule.parse("0 */10 * * * *").orElseThrow().next(due).orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "soon",
        "PT30S",
        "00:00:00",
        "0 0 0 * * 7",
        "60 * * * * *",
        "0 0 0 1 1 * 2027",
        "* * *"
      })
  void anything_else_is_no_schedule(String expression) {
    assertTrue(TimerSchedule.parse(expression).isEmpty());
  }
}
