package highavailability.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import highavailability.testing.FakeOperatorQueues;
import highavailability.testing.LogEvents;
import highavailability.testing.SettableClock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class QueueLengthReportTest {
  private final FakeOperatorQueues queues =
      new FakeOperatorQueues(new SettableClock(Instant.EPOCH));

  @Test
  void every_queue_is_reported_with_its_length() {
    QueueNames.ALL.forEach(queues::create);
    queues.put("job-requests", "one");
    queues.put("job-requests", "another");
    queues.put("provisioning-requests-poison", "a bad one");

    assertEquals(
        List.of(
            "INFO Queue length queueName=\"job-requests\" messages=\"2\"",
            "INFO Queue length queueName=\"job-verification-requests\" messages=\"0\"",
            "INFO Queue length queueName=\"provisioning-requests\" messages=\"0\"",
            "INFO Queue length queueName=\"provisioning-completed-events\" messages=\"0\"",
            "INFO Queue length queueName=\"job-failed-events\" messages=\"0\"",
            "INFO Queue length queueName=\"job-requests-poison\" messages=\"0\"",
            "INFO Queue length queueName=\"job-verification-requests-poison\" messages=\"0\"",
            "INFO Queue length queueName=\"provisioning-requests-poison\" messages=\"1\""),
        logged().stream().map(QueueLengthReportTest::text).toList());
  }

  @Test
  void a_queue_that_is_missing_is_a_warning_and_the_others_are_reported() {
    QueueNames.ALL.stream().skip(1).forEach(queues::create);

    List<ILoggingEvent> lines = logged();

    assertEquals(Level.WARN, lines.get(0).getLevel());
    assertTrue(lines.get(0).getFormattedMessage().contains("msha init"));
    assertEquals(
        List.of(Level.INFO),
        lines.stream().skip(1).map(ILoggingEvent::getLevel).distinct().toList());
  }

  @Test
  void queues_that_cannot_be_counted_are_warnings_and_no_failure() {
    queues.killAt(1, false);

    List<ILoggingEvent> lines = logged();

    assertEquals(QueueNames.ALL.size(), lines.size());
    assertEquals(
        List.of(Level.WARN), lines.stream().map(ILoggingEvent::getLevel).distinct().toList());
  }

  private List<ILoggingEvent> logged() {
    try (LogEvents log = LogEvents.with("length", QueueLengthReport.class)) {
      new QueueLengthReport(queues).log();
      return log.all();
    }
  }

  private static String text(ILoggingEvent event) {
    return event.getLevel()
        + " "
        + event.getFormattedMessage()
        + event.getKeyValuePairs().stream()
            .map(p -> " " + p.key + "=\"" + p.value + '"')
            .collect(Collectors.joining());
  }
}
