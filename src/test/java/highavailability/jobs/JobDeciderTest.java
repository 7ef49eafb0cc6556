package highavailability.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.spi.ILoggingEvent;
import highavailability.testing.LogEvents;
import highavailability.testing.TestCluster;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class JobDeciderTest {
  private final TestCluster cluster = new TestCluster();

  @Test
  void the_log_tells_where_a_job_failed_and_why() {
    try (LogEvents log = LogEvents.with("told by this test", JobDecider.class)) {
      Job job = cluster.submit(1);

      cluster.decider.fail(job, 1, "Content", "told by this test");

      ILoggingEvent line = log.all().get(0);
      assertEquals(
          Map.of(
              "jobName",
              "jobName-1",
              "attempt",
              "1",
              "mediaServiceAccountName",
              job.current().account().orElseThrow(),
              "code",
              "Content"),
          line.getKeyValuePairs().stream()
              .collect(Collectors.toMap(p -> p.key, p -> p.value.toString())));
    }
  }
}
