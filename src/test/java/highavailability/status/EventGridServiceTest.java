package highavailability.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import highavailability.jobs.AttemptKey;
import highavailability.jobs.InvalidMessageException;
import highavailability.jobs.JobError;
import highavailability.jobs.JobState;
import highavailability.testing.SettableClock;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventGridServiceTest {
  private static final Instant ARRIVAL = Instant.parse("2026-11-30T12:00:00Z");
  private static final Instant TIME = Instant.parse("2026-11-30T10:20:30.123Z");
  private static final AttemptKey KEY = AttemptKey.of("amseast", TIME, "jobName-1", 2);

  private static final String DATA =
      """
      {"previousState":"Processing",
       "output":{"@odata.type":"#Microsoft.Media.JobOutputAsset","assetName":"output-1~2",
         "error":null,"label":"","progress":100,"state":"Finished"},
       "jobCorrelationData":{"haAccount":"amseast","haSubmissionHour":"2026113010",
         "haJobName":"jobName-1","haAttempt":"2"}}""";

  private final EventGridService service = new EventGridService(new SettableClock(ARRIVAL));

  private static String eventGridEvent(String type, String time, String data) {
    return """
        {"topic":"/subscriptions/s/resourceGroups/g/providers/Microsoft.Media/mediaservices/amseast",
         "subject":"transforms/AdaptiveStreaming/jobs/jobName-1~2","id":"1","eventType":"%s",
         "eventTime":"%s","dataVersion":"1.0","metadataVersion":"1","data":%s}"""
        .formatted(type, time, data);
  }

  private static String cloudEvent(String time) {
    return """
        {"specversion":"1.0","id":"1","type":"Microsoft.Media.JobOutputFinished",
         "source":"/subscriptions/s/resourceGroups/g/providers/Microsoft.Media/mediaservices/amseast",
         "subject":"transforms/AdaptiveStreaming/jobs/jobName-1~2","time":"%s","data":%s}"""
        .formatted(time, DATA);
  }

  private static String finished(String time) {
    return eventGridEvent("Microsoft.Media.JobOutputFinished", time, DATA);
  }

  @Test
  void both_schemas_say_the_same() {
    Optional<JobOutputEvent> event = service.parse(finished("2026-11-30T10:20:30.123Z"));

    assertEquals(event, service.parse(cloudEvent("2026-11-30T10:20:30.123Z")));
    assertEquals(Optional.of(KEY), event.orElseThrow().key());
    assertEquals(JobState.FINISHED, event.get().state());
    assertEquals(TIME, event.get().time());
    assertEquals(Optional.of(100), event.get().progress());
    assertEquals("jobName-1~2", event.get().serviceJobName());
    assertTrue(event.get().topic().endsWith("/mediaservices/amseast"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-30T10:20:30.123",
        "2026-11-30T10:20:30.1230000Z",
        "2026-11-30T11:20:30.123+01:00"
      })
  void a_time_without_zone_is_utc_and_one_with_a_zone_is_what_it_says(String time) {
    assertEquals(TIME, service.parse(finished(time)).orElseThrow().time());
    assertEquals(TIME, service.parse(cloudEvent(time)).orElseThrow().time());
  }

  @Test
  void a_time_that_cannot_be_read_is_the_time_of_arrival() {
    assertEquals(ARRIVAL, service.parse(finished("11/30/2026 10:20:30")).orElseThrow().time());
  }

  @Test
  void an_error_carries_code_category_and_whether_a_retry_may_help() {
    String data =
        DATA.replace("\"Finished\"", "\"Error\"")
            .replace(
                "\"error\":null",
                """
                "error":{"code":"ServiceTransientError","message":"try again","category":"Service",
                  "retry":"MayRetry","details":[]}""");

    JobOutputEvent event =
        service
            .parse(eventGridEvent("Microsoft.Media.JobOutputErrored", TIME.toString(), data))
            .orElseThrow();

    assertEquals(
        Optional.of(new JobError("ServiceTransientError", "Service", "try again", true)),
        event.error());
  }

  @Test
  void an_event_of_another_type_is_none_of_ours() {
    assertEquals(
        Optional.empty(),
        service.parse(eventGridEvent("Microsoft.Storage.BlobCreated", TIME.toString(), "{}")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no json", "[]", "3"})
  void what_is_no_event_is_refused(String text) {
    assertThrows(InvalidMessageException.class, () -> service.parse(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "{}", "{\"output\":{}}", "{\"output\":{\"state\":\"Melted\"}}"})
  void an_event_without_what_it_needs_is_refused(String data) {
    assertThrows(
        InvalidMessageException.class,
        () ->
            service.parse(
                eventGridEvent("Microsoft.Media.JobOutputFinished", TIME.toString(), data)));
  }
}
