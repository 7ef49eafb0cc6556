package highavailability.mediaservices;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.management.exception.ManagementError;
import com.azure.core.util.Context;
import com.fasterxml.jackson.databind.JsonNode;
import highavailability.jobs.InvalidMessageException;
import highavailability.jobs.Json;
import highavailability.jobs.Redaction;
import highavailability.mediaservices.MediaServiceAdministration.EventSubscription;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Event Grid's subscriptions to an account. They stand below the account in Resource Manager, but
 * the Media Services SDK does not know them.
 */
final class EventSubscriptionList {
  private static final String API_VERSION = "2022-06-15";
  private static final int MOST_PAGES = 100;

  /** Lets the HTTP client read the body within the limits of the call. */
  private static final String EAGERLY = "azure-eagerly-read-response";

  private final HttpPipeline pipeline;
  private final URI first;

  EventSubscriptionList(HttpPipeline pipeline, String endpoint, String accountResourceId) {
    this.pipeline = pipeline;
    this.first =
        URI.create(
            endpoint
                + accountResourceId
                + "/providers/Microsoft.EventGrid/eventSubscriptions?api-version="
                + API_VERSION);
  }

  List<EventSubscription> read(Context context) {
    List<EventSubscription> all = new ArrayList<>();
    URI page = first;
    for (int i = 0; i < MOST_PAGES; i++) {
      JsonNode answer = get(page, context);
      answer.path("value").forEach(s -> all.add(subscription(s)));
      String next = answer.path("nextLink").asText("");
      if (next.isEmpty()) {
        return all;
      }
      page = requireSameHost(next);
    }
    throw new BrokenAnswerException("a list of event subscriptions without an end");
  }

  private JsonNode get(URI uri, Context context) {
    HttpRequest request = new HttpRequest(HttpMethod.GET, uri.toString());
    request.setHeader(HttpHeaderName.ACCEPT, "application/json");
    try (HttpResponse response = pipeline.send(request, context.addData(EAGERLY, true)).block()) {
      String body = response.getBodyAsString().blockOptional().orElse("");
      if (response.getStatusCode() >= 300) {
        JsonNode error = tree(body).path("error");
        throw new HttpResponseException(
            "status " + response.getStatusCode(),
            response,
            new ManagementError(error.path("code").asText(""), error.path("message").asText("")));
      }
      if (!tree(body).path("value").isArray()) {
        throw new BrokenAnswerException("something that is no list of event subscriptions");
      }
      return tree(body);
    }
  }

  private static JsonNode tree(String body) {
    try {
      return Json.tree(body);
    } catch (InvalidMessageException e) {
      return Json.tree("{}");
    }
  }

  // The call carries a token, which is for this host alone.
  private URI requireSameHost(String next) {
    URI uri = URI.create(next);
    if (!first.getScheme().equalsIgnoreCase(uri.getScheme())
        || !first.getRawAuthority().equalsIgnoreCase(uri.getRawAuthority())) {
      throw new BrokenAnswerException("a next page at another host");
    }
    return uri;
  }

  private static EventSubscription subscription(JsonNode json) {
    JsonNode properties = json.path("properties");
    JsonNode destination =
        properties.hasNonNull("destination")
            ? properties.path("destination")
            : properties.path("deliveryWithResourceIdentity").path("destination");
    return new EventSubscription(
        json.path("name").asText(""),
        destination(destination),
        StreamSupport.stream(
                properties.path("filter").path("includedEventTypes").spliterator(), false)
            .map(JsonNode::asText)
            .toList(),
        properties.path("provisioningState").asText("Unknown"));
  }

  // A webhook's complete URL holds a key, so Event Grid tells only what stands before its query.
  private static String destination(JsonNode destination) {
    String type = destination.path("endpointType").asText("Unknown");
    JsonNode details = destination.path("properties");
    return Stream.of("endpointBaseUrl", "resourceId")
        .map(field -> details.path(field).asText(""))
        .filter(text -> !text.isEmpty())
        .findFirst()
        .map(where -> type + " " + Redaction.redact(where))
        .orElse(type);
  }
}
