package highavailability.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostJsonTest {
  private final List<String> problems = new ArrayList<>();

  /** azure-sdk-for-net, QueuesOptions and QueuePollingIntervals. */
  @Test
  void what_is_not_set_has_the_hosts_defaults() {
    HostJson hostJson = HostJson.parse("{\"version\":\"2.0\"}", "host.json", problems);

    assertEquals(
        new QueueSettings(16, 8, Duration.ofMinutes(1), Duration.ZERO, 5, MessageEncoding.BASE64),
        hostJson.queues());
    assertEquals(List.of(), problems);
  }

  @Test
  void what_is_set_is_taken() {
    HostJson hostJson =
        HostJson.parse(
            """
            {"version":"2.0","functionTimeout":"00:30:00","extensions":{"queues":{"batchSize":32,
             "newBatchThreshold":0,"maxPollingInterval":"00:00:00.1","visibilityTimeout":"00:00:30",
             "maxDequeueCount":3,"messageEncoding":"None"}}}
            """,
            "host.json",
            problems);

    assertEquals(
        new QueueSettings(
            32, 0, Duration.ofMillis(100), Duration.ofSeconds(30), 3, MessageEncoding.NONE),
        hostJson.queues());
    assertEquals(List.of(), problems);
  }

  /** azure-sdk-for-net, QueuesOptions.NewBatchThreshold (for one processor). */
  @Test
  void the_threshold_follows_the_batch_size() {
    HostJson hostJson =
        HostJson.parse(
            "{\"version\":\"2.0\",\"extensions\":{\"queues\":{\"batchSize\":5}}}",
            "host.json",
            problems);

    assertEquals(2, hostJson.queues().newBatchThreshold());
  }

  @Test
  void every_wrong_value_is_named() {
    HostJson.parse(
        """
        {"version":"1","extensions":{"queues":{"batchSize":33,"newBatchThreshold":-1,
         "maxPollingInterval":"00:00:00.05","visibilityTimeout":30,"maxDequeueCount":0,
         "messageEncoding":"utf8"}}}
        """,
        "host.json",
        problems);

    for (String field :
        List.of(
            "version",
            "batchSize",
            "newBatchThreshold",
            "maxPollingInterval",
            "visibilityTimeout",
            "maxDequeueCount",
            "messageEncoding")) {
      assertTrue(problems.stream().anyMatch(problem -> problem.contains(field)), field);
    }
    assertEquals(7, problems.size());
  }

  @Test
  void text_that_is_no_json_is_a_problem() {
    HostJson.parse("queues", "host.json", problems);

    assertEquals(1, problems.size());
  }

  @Test
  void a_missing_file_is_a_problem(@TempDir Path empty) {
    HostJson.read(empty.resolve("host.json"), problems);

    assertTrue(problems.get(0).contains("cannot be read"), problems.toString());
  }
}
