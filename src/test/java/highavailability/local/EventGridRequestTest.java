package highavailability.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

/** azure-sdk-for-net, Microsoft.Azure.WebJobs.Extensions.EventGrid, HttpRequestProcessor. */
class EventGridRequestTest {

  @Test
  void an_array_holds_one_event_per_element() {
    assertEquals(2, EventGridRequest.events("[{\"id\":\"1\"},{\"id\":\"2\"}]").size());
  }

  @Test
  void a_single_object_is_one_event() throws Exception {
    List<String> events =
        EventGridRequest.events("{\"id\":\"1\",\"time\":\"2026-03-04T10:07:21\"}");

    assertEquals(
        "2026-03-04T10:07:21", new ObjectMapper().readTree(events.get(0)).get("time").asText());
  }

  @Test
  void the_validation_code_is_answered() {
    assertEquals(
        "{\"validationResponse\":\"abc\"}",
        EventGridRequest.validationAnswer("[{\"data\":{\"validationCode\":\"abc\"}}]"));
  }

  @Test
  void in_a_cloud_event_the_validation_data_is_text() {
    assertEquals(
        "{\"validationResponse\":\"abc\"}",
        EventGridRequest.validationAnswer("{\"data\":\"{\\\"validationCode\\\":\\\"abc\\\"}\"}"));
  }

  @Test
  void other_bodies_are_refused() {
    assertThrows(IllegalArgumentException.class, () -> EventGridRequest.events("hello"));
    assertThrows(IllegalArgumentException.class, () -> EventGridRequest.events("5"));
    assertThrows(IllegalArgumentException.class, () -> EventGridRequest.validationAnswer("[]"));
  }
}
