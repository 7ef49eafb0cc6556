package highavailability.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.List;

/** The account's event subscriptions, as Event Grid lists them below the account. */
final class EventSubscriptions {

  private static final String TYPE = "Microsoft.EventGrid/eventSubscriptions";
  private static final List<String> PATH =
      List.of("providers", "Microsoft.EventGrid", "eventSubscriptions");

  private final AccountAddress account;
  private final EventGridPublisher publisher;

  EventSubscriptions(AccountAddress account, EventGridPublisher publisher) {
    this.account = account;
    this.publisher = publisher;
  }

  boolean areAt(List<String> path) {
    return String.join("/", path).equalsIgnoreCase(String.join("/", PATH));
  }

  Reply handle(ArmRequest request) {
    if (!request.method().equals("GET")) {
      throw ArmError.methodNotAllowed(request.method());
    }
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ArrayNode value = body.putArray("value");
    publisher.subscriptions().forEach(subscription -> value.add(render(subscription)));
    return Reply.json(200, body);
  }

  private ObjectNode render(EventSubscription subscription) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", account.id("providers", TYPE, subscription.name()));
    json.put("name", subscription.name());
    json.put("type", TYPE);
    ObjectNode properties = json.putObject("properties");
    properties.put("topic", subscription.topic());
    properties.put("provisioningState", "Succeeded");
    properties.put("eventDeliverySchema", schema(subscription.schema()));
    ObjectNode destination = properties.putObject("destination");
    destination.put("endpointType", "WebHook");
    destination.putObject("properties").put("endpointBaseUrl", withoutKey(subscription.webhook()));
    ObjectNode filter = properties.putObject("filter");
    filter.put("subjectBeginsWith", "").put("subjectEndsWith", "");
    ArrayNode types = filter.putArray("includedEventTypes");
    JobEvents.types().forEach(types::add);
    return json;
  }

  private static String schema(EventSchema schema) {
    return switch (schema) {
      case EVENT_GRID -> "EventGridSchema";
      case CLOUD_EVENTS -> "CloudEventSchemaV1_0";
    };
  }

  private static String withoutKey(URI webhook) {
    return webhook.getScheme() + "://" + webhook.getAuthority() + webhook.getPath();
  }
}
