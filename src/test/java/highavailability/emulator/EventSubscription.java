package highavailability.emulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** One webhook's subscription: knows the requests of its schema. */
record EventSubscription(String name, String topic, URI webhook, EventSchema schema) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ORIGIN = "eventgrid.azure.net";

  /** Event Grid waits this long for a webhook's answer. */
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(30);

  /** The service's documented events have a time without a zone. */
  private static final DateTimeFormatter NO_ZONE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSS").withZone(ZoneOffset.UTC);

  /** One event, before it is put into a schema. */
  record Event(UUID id, Instant time, String subject, String type, ObjectNode data) {}

  /** Asks the webhook whether it wants these events, as Event Grid does before it sends any. */
  void validate(HttpClient http) {
    try {
      boolean agreed =
          switch (schema) {
            case EVENT_GRID -> answersValidationCode(http);
            case CLOUD_EVENTS -> allowsOrigin(http);
          };
      if (!agreed) {
        throw refused("it did not answer the validation handshake", null);
      }
    } catch (IOException e) {
      throw refused(e.toString(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw refused("the thread was interrupted", e);
    }
  }

  HttpRequest delivery(Event event, int earlierDeliveries) {
    HttpRequest.Builder request =
        request()
            .header("aeg-event-type", "Notification")
            .header("aeg-subscription-name", name)
            .header("aeg-delivery-count", Integer.toString(earlierDeliveries));
    return switch (schema) {
      case EVENT_GRID ->
          request
              .header("Content-Type", "application/json; charset=utf-8")
              .header("aeg-data-version", "1.0")
              .header("aeg-metadata-version", "1")
              .POST(BodyPublishers.ofString(eventGrid(event)))
              .build();
      case CLOUD_EVENTS ->
          request
              .header("Content-Type", "application/cloudevents+json; charset=utf-8")
              .POST(BodyPublishers.ofString(cloudEvent(event)))
              .build();
    };
  }

  private boolean answersValidationCode(HttpClient http) throws IOException, InterruptedException {
    String code = UUID.randomUUID().toString().toUpperCase(Locale.ROOT);
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.put("id", UUID.randomUUID().toString());
    event.put("topic", topic);
    event.put("subject", "");
    event.putObject("data").put("validationCode", code);
    event.put("eventType", "Microsoft.EventGrid.SubscriptionValidationEvent");
    event.put("eventTime", Instant.now().toString());
    event.put("metadataVersion", "1");
    event.put("dataVersion", "2");
    HttpRequest request =
        request()
            .header("Content-Type", "application/json; charset=utf-8")
            .header("aeg-event-type", "SubscriptionValidation")
            .header("aeg-subscription-name", name)
            .POST(
                BodyPublishers.ofString(JsonNodeFactory.instance.arrayNode().add(event).toString()))
            .build();
    HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
    return response.statusCode() / 100 == 2
        && code.equalsIgnoreCase(parse(response.body()).path("validationResponse").asText());
  }

  private boolean allowsOrigin(HttpClient http) throws IOException, InterruptedException {
    HttpRequest request =
        request()
            .header("WebHook-Request-Origin", ORIGIN)
            .method("OPTIONS", BodyPublishers.noBody())
            .build();
    HttpResponse<Void> response = http.send(request, BodyHandlers.discarding());
    Optional<String> allowed = response.headers().firstValue("WebHook-Allowed-Origin");
    return response.statusCode() / 100 == 2
        && allowed.filter(origin -> origin.equals("*") || origin.equals(ORIGIN)).isPresent();
  }

  private String eventGrid(Event event) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("topic", topic);
    json.put("subject", event.subject());
    json.put("eventType", event.type());
    json.put("eventTime", NO_ZONE.format(event.time()));
    json.put("id", event.id().toString());
    json.set("data", event.data());
    json.put("dataVersion", "1.0");
    json.put("metadataVersion", "1");
    return JsonNodeFactory.instance.arrayNode().add(json).toString();
  }

  /**
   * CloudEvents asks for a time with a zone, and Event Grid sends such an event alone, not in an
   * array.
   */
  private String cloudEvent(Event event) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("source", topic);
    json.put("subject", event.subject());
    json.put("type", event.type());
    json.put("time", event.time().toString());
    json.put("id", event.id().toString());
    json.set("data", event.data());
    json.put("specversion", "1.0");
    return json.toString();
  }

  private HttpRequest.Builder request() {
    return HttpRequest.newBuilder(webhook).timeout(ANSWER_TIMEOUT);
  }

  private static JsonNode parse(String body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      return JsonNodeFactory.instance.missingNode();
    }
  }

  private IllegalStateException refused(String reason, Exception cause) {
    return new IllegalStateException(
        "The webhook "
            + webhook.getScheme()
            + "://"
            + webhook.getAuthority()
            + webhook.getPath()
            + " cannot be subscribed: "
            + reason
            + ". Start it first, and let it answer the "
            + schema
            + " handshake.",
        cause);
  }
}
