package highavailability.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The part of a host.json that the local host acts on, read with the real host's defaults and
 * limits.
 */
record HostJson(QueueSettings queues) {

  /**
   * Reads the file.
   *
   * @param problems gets a line for every setting that is wrong; its default then stands in for it
   */
  static HostJson read(Path file, List<String> problems) {
    try {
      return parse(Files.readString(file), file.toString(), problems);
    } catch (IOException e) {
      problems.add("%s cannot be read (%s)".formatted(file, e));
      return new HostJson(new Reader("{}", "", new ArrayList<>()).queues());
    }
  }

  static HostJson parse(String text, String source, List<String> problems) {
    Reader reader = new Reader(text, source, problems);
    reader.checkVersion();
    return new HostJson(reader.queues());
  }

  private static final class Reader {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String source;
    private final List<String> problems;
    private final JsonNode root;
    private final JsonNode queues;

    Reader(String text, String source, List<String> problems) {
      this.source = source;
      this.problems = problems;
      this.root = tree(text);
      this.queues = root.path("extensions").path("queues");
    }

    private JsonNode tree(String text) {
      try {
        JsonNode tree = JSON.readTree(text);
        if (tree.isObject()) {
          return tree;
        }
        problems.add("%s holds no JSON object".formatted(source));
      } catch (JsonProcessingException e) {
        problems.add("%s is not JSON (%s)".formatted(source, e.getOriginalMessage()));
      }
      return JSON.createObjectNode().put("version", "2.0");
    }

    void checkVersion() {
      String version = root.path("version").asText();
      if (!version.equals("2.0")) {
        problem("version", version, "must be \"2.0\"");
      }
    }

    QueueSettings queues() {
      int batchSize =
          integer("batchSize", QueueSettings.DEFAULT_BATCH_SIZE, 1, QueueSettings.MAX_BATCH_SIZE);
      return new QueueSettings(
          batchSize,
          integer("newBatchThreshold", batchSize / 2, 0, 1000),
          timeSpan(
              "maxPollingInterval",
              QueueSettings.DEFAULT_MAX_POLLING_INTERVAL,
              QueueSettings.MIN_POLLING_INTERVAL),
          timeSpan("visibilityTimeout", Duration.ZERO, Duration.ZERO),
          integer("maxDequeueCount", QueueSettings.DEFAULT_MAX_DEQUEUE_COUNT, 1, Integer.MAX_VALUE),
          encoding());
    }

    private int integer(String field, int byDefault, int least, int most) {
      JsonNode value = queues.path(field);
      if (value.isMissingNode()) {
        return byDefault;
      }
      if (!value.isInt() || value.intValue() < least || value.intValue() > most) {
        problem(
            "extensions.queues." + field,
            value,
            "must be a whole number from %d to %d".formatted(least, most));
        return byDefault;
      }
      return value.intValue();
    }

    private Duration timeSpan(String field, Duration byDefault, Duration least) {
      JsonNode value = queues.path(field);
      if (value.isMissingNode()) {
        return byDefault;
      }
      Optional<Duration> parsed =
          value.isTextual() ? TimeSpanText.parse(value.asText()) : Optional.empty();
      if (parsed.isEmpty() || parsed.get().compareTo(least) < 0) {
        problem(
            "extensions.queues." + field,
            value,
            "must be a time span such as \"00:00:30\", %d ms at least".formatted(least.toMillis()));
        return byDefault;
      }
      return parsed.get();
    }

    private MessageEncoding encoding() {
      JsonNode value = queues.path("messageEncoding");
      return switch (value.asText("base64").toLowerCase(Locale.ROOT)) {
        case "", "base64" -> MessageEncoding.BASE64;
        case "none" -> MessageEncoding.NONE;
        default -> {
          problem("extensions.queues.messageEncoding", value, "must be \"base64\" or \"none\"");
          yield MessageEncoding.BASE64;
        }
      };
    }

    private void problem(String field, Object value, String cure) {
      problems.add("%s: %s is %s, but %s".formatted(source, field, value, cure));
    }
  }
}
