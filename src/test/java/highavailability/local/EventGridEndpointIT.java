package highavailability.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.azure.functions.annotation.EventGridTrigger;
import com.microsoft.azure.functions.annotation.FunctionName;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Source: azure-sdk-for-net, Microsoft.Azure.WebJobs.Extensions.EventGrid, named at each test. */
class EventGridEndpointIT {
  private final EventFunction function = new EventFunction();
  private final HttpClient client = HttpClient.newHttpClient();
  private LocalFunctionsHost host;
  private URI endpoint;

  @BeforeEach
  void startHost(@TempDir Path directory) throws Exception {
    host =
        LocalFunctionsHost.start(
            new HostOptions(
                Files.writeString(directory.resolve("host.json"), "{\"version\":\"2.0\"}"),
                Map.of(),
                List.of(EventFunction.class),
                new SingleInstance(function),
                0));
    endpoint = host.eventGridEndpoint("EventFunction");
  }

  @AfterEach
  void stopHost() {
    host.close();
  }

  /** HttpRequestProcessor: Event Grid schema's handshake. */
  @Test
  void a_subscription_is_validated_by_its_code() throws Exception {
    HttpResponse<String> answer =
        post(endpoint, "SubscriptionValidation", "[{\"data\":{\"validationCode\":\"c0de\"}}]");

    assertEquals(200, answer.statusCode());
    assertEquals("{\"validationResponse\":\"c0de\"}", answer.body());
    assertEquals(List.of(), function.events);
  }

  /**
   * HttpRequestProcessor: the handshake of CloudEvents' "HTTP 1.1 Web Hooks", for Event Grid's
   * origins only.
   */
  @Test
  void options_allows_the_origins_of_event_grid() throws Exception {
    assertEquals("eventgrid.azure.us", allowedOrigin("eventgrid.azure.us"));
    assertEquals("eventgrid.azure.net", allowedOrigin("eventgrid.azure.net"));
    assertEquals("eventgrid.azure.net", allowedOrigin("example.com"));
  }

  /** EventGridExtensionConfigProvider.ProcessEventsAsync: single dispatch. */
  @Test
  void the_function_is_called_once_per_event() throws Exception {
    HttpResponse<String> answer =
        post(endpoint, "Notification", "[{\"id\":\"1\"},{\"id\":\"2\"},{\"id\":\"3\"}]");

    assertEquals(202, answer.statusCode());
    assertEquals(List.of("1", "2", "3"), function.ids());
  }

  /** HttpRequestProcessor: an object, as CloudEvents come. */
  @Test
  void a_single_event_need_not_be_in_an_array() throws Exception {
    assertEquals(
        202, post(endpoint, "Notification", "{\"specversion\":\"1.0\",\"id\":\"7\"}").statusCode());
    assertEquals(List.of("7"), function.ids());
  }

  /**
   * EventGridExtensionConfigProvider.ProcessEventsAsync: Event Grid then sends all of them again.
   */
  @Test
  void one_failure_fails_the_request_after_all_events_were_tried() throws Exception {
    HttpResponse<String> answer =
        post(endpoint, "Notification", "[{\"id\":\"bad\"},{\"id\":\"2\"}]");

    assertEquals(500, answer.statusCode());
    assertEquals("bad event", answer.body());
    assertEquals(List.of("2", "bad"), function.ids());
  }

  /** EventGridExtensionConfigProvider.ProcessAsync. */
  @Test
  void an_unknown_function_is_not_found() throws Exception {
    URI unknown = URI.create(endpoint.toString().replace("=EventFunction", "=Other"));

    assertEquals(404, post(unknown, "Notification", "[]").statusCode());
    assertThrows(IllegalArgumentException.class, () -> host.eventGridEndpoint("Other"));
  }

  /** HttpRequestProcessor: neither of the known kinds. */
  @Test
  void a_request_without_its_kind_is_bad() throws Exception {
    assertEquals(400, post(endpoint, "Other", "[]").statusCode());
    assertEquals(202, post(endpoint, "Unsubscribe", "[]").statusCode());
  }

  /** HttpRequestProcessor lets the parser's exception out, which the host answers with 500. */
  @Test
  void a_body_that_is_no_json_fails() throws Exception {
    assertEquals(500, post(endpoint, "Notification", "hello").statusCode());
    assertEquals(List.of(), function.events);
  }

  private HttpResponse<String> post(URI uri, String type, String body) throws Exception {
    return client.send(
        HttpRequest.newBuilder(uri)
            .timeout(Duration.ofSeconds(20))
            .header("aeg-event-type", type)
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private String allowedOrigin(String requested) throws Exception {
    return client
        .send(
            HttpRequest.newBuilder(endpoint)
                .timeout(Duration.ofSeconds(20))
                .header("WebHook-Request-Origin", requested)
                .method("OPTIONS", BodyPublishers.noBody())
                .build(),
            BodyHandlers.ofString())
        .headers()
        .firstValue("WebHook-Allowed-Origin")
        .orElseThrow();
  }

  static class EventFunction {
    private final List<String> events = new CopyOnWriteArrayList<>();

    @FunctionName("EventFunction")
    public void run(@EventGridTrigger(name = "event") String event) {
      events.add(event);
      if (event.contains("bad")) {
        throw new IllegalStateException("bad event");
      }
    }

    List<String> ids() throws Exception {
      ObjectMapper json = new ObjectMapper();
      List<String> ids = new ArrayList<>();
      for (String event : events) {
        ids.add(json.readTree(event).get("id").asText());
      }
      return ids.stream().sorted().toList();
    }
  }
}
