package highavailability.status;

import com.azure.core.models.CloudEvent;
import com.azure.core.util.BinaryData;
import com.azure.messaging.eventgrid.EventGridEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import highavailability.jobs.AttemptKey;
import highavailability.jobs.InvalidMessageException;
import highavailability.jobs.JobError;
import highavailability.jobs.JobState;
import highavailability.jobs.Json;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads Event Grid events of job outputs, in the Event Grid and in the CloudEvents schema. */
public final class EventGridService {
  /** Types of the events that tell of job outputs; others are left alone. */
  public static final Set<String> JOB_OUTPUT_EVENTS =
      Set.of(
          "Microsoft.Media.JobOutputStateChange",
          "Microsoft.Media.JobOutputScheduled",
          "Microsoft.Media.JobOutputProcessing",
          "Microsoft.Media.JobOutputFinished",
          "Microsoft.Media.JobOutputErrored",
          "Microsoft.Media.JobOutputCanceling",
          "Microsoft.Media.JobOutputCanceled");

  private static final Pattern SUBJECT = Pattern.compile("(?i)transforms/[^/]+/jobs/([^/]+)");

  private final Clock clock;

  /** Takes the clock for events whose own time cannot be read. */
  public EventGridService(Clock clock) {
    this.clock = clock;
  }

  /**
   * Reads one event.
   *
   * @return empty when it is an event of another type
   * @throws InvalidMessageException when it is no event, or one of a job output that lacks what it
   *     needs
   */
  Optional<JobOutputEvent> parse(String text) {
    JsonNode tree = Json.tree(text);
    if (!(tree instanceof ObjectNode event)) {
      throw new InvalidMessageException("The event is not a JSON object.");
    }
    boolean cloudEvent = event.has("specversion");
    String type = event.path(cloudEvent ? "type" : "eventType").asText();
    if (!JOB_OUTPUT_EVENTS.contains(type)) {
      return Optional.empty();
    }
    Instant time = readTime(event, cloudEvent ? "time" : "eventTime");
    try {
      return Optional.of(cloudEvent ? fromCloudEvent(event, time) : fromEventGrid(event, time));
    } catch (IllegalArgumentException | NullPointerException | IllegalStateException e) {
      throw new InvalidMessageException("The event of type " + type + " cannot be read.", e);
    }
  }

  private static JobOutputEvent fromEventGrid(ObjectNode event, Instant time) {
    EventGridEvent read = EventGridEvent.fromString(Json.write(event)).get(0);
    return toJobOutputEvent(read.getTopic(), read.getSubject(), read.getData(), time);
  }

  private static JobOutputEvent fromCloudEvent(ObjectNode event, Instant time) {
    CloudEvent read = CloudEvent.fromString(Json.write(event)).get(0);
    return toJobOutputEvent(read.getSource(), read.getSubject(), read.getData(), time);
  }

  /**
   * Reads the data by hand: the SDK marks its own classes for Media Services events as deprecated
   * since Azure retired the service.
   */
  private static JobOutputEvent toJobOutputEvent(
      String topic, String subject, BinaryData content, Instant time) {
    JsonNode data = Json.tree(content.toString());
    JsonNode output = data.path("output");
    String state = required(output.path("state").textValue(), "data.output.state");
    Matcher job = SUBJECT.matcher(required(subject, "subject"));
    if (!job.find()) {
      throw new InvalidMessageException("Field 'subject' names no job: transforms/<t>/jobs/<j>.");
    }
    return new JobOutputEvent(
        Optional.ofNullable(topic).orElse(""),
        job.group(1),
        AttemptKey.fromCorrelationData(textFields(data.path("jobCorrelationData"))),
        JobState.named(state)
            .orElseThrow(
                () -> new InvalidMessageException("Field 'data.output.state' is '" + state + "'.")),
        time,
        output.path("progress").isNumber()
            ? Optional.of(output.path("progress").asInt())
            : Optional.empty(),
        output.path("error").isObject()
            ? Optional.of(toError(output.path("error")))
            : Optional.empty());
  }

  private static JobError toError(JsonNode error) {
    return new JobError(
        error.path("code").asText("Unknown"),
        error.path("category").asText(""),
        error.path("message").asText(""),
        error.path("retry").asText().equals("MayRetry"));
  }

  private static Map<String, String> textFields(JsonNode object) {
    Map<String, String> fields = new HashMap<>();
    object.fields().forEachRemaining(f -> fields.put(f.getKey(), f.getValue().asText()));
    return fields;
  }

  /**
   * The event's own time, in UTC where it names no zone; the time of arrival where it cannot be
   * read. The field is rewritten with its zone, without which the SDK does not read it.
   */
  private Instant readTime(ObjectNode event, String field) {
    String text = event.path(field).asText();
    Instant time = parseTime(text);
    event.put(field, time.toString());
    return time;
  }

  private Instant parseTime(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException withZone) {
      try {
        return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
      } catch (DateTimeParseException withoutZone) {
        return clock.instant();
      }
    }
  }

  private static <T> T required(T value, String field) {
    if (value == null) {
      throw new InvalidMessageException("Field '" + field + "' is missing.");
    }
    return value;
  }
}
