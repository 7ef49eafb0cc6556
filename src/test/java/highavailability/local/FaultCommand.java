package highavailability.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Carries out a line such as {@code fault amseastus region-down}, and says what came of it. */
final class FaultCommand {
  static final List<String> HELP =
      List.of(
          "faults                                 what is wrong with each region",
          "fault <account> clear                  ends all faults of a region",
          "fault <account> region-down [false]    also api-down, storage-down",
          "fault <account> calls effect=status status=503 method=PUT kind=jobs count=3",
          "      other effects: delay, executeLate, executeLateInSilence (with delay=PT5S), silence, loseAnswer",
          "fault <account> fail-jobs code=ServiceTransientError category=Service retry=MayRetry count=2",
          "fault <account> stick-jobs-in processing",
          "fault <account> events lose=true       also delay=PT5S, duplicates=2, shuffle=PT2S",
          "fault <account> copies effect=pend pending=PT30S",
          "      other effects: refuse (with status=503), fail (with pending=PT0S)");

  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<RegionFaults> regions;

  FaultCommand(List<RegionFaults> regions) {
    this.regions = List.copyOf(regions);
  }

  /** Carries out one line; a wrong one changes nothing, and the lines returned say what to do. */
  List<String> run(String line) {
    String[] words = line.strip().split("\\s+");
    try {
      return switch (words[0]) {
        case "" -> List.of();
        case "help" -> HELP;
        case "faults" -> regions.stream().map(FaultCommand::describe).toList();
        case "fault" -> List.of(change(words));
        default -> List.of("'" + words[0] + "' is no command: type help");
      };
    } catch (UnknownRegionException | IllegalArgumentException | IllegalStateException e) {
      return List.of(e.getMessage());
    }
  }

  static RegionFaults find(List<RegionFaults> regions, String accountName) {
    return regions.stream()
        .filter(region -> region.accountName().equals(accountName))
        .findFirst()
        .orElseThrow(
            () ->
                new UnknownRegionException(
                    accountName, regions.stream().map(RegionFaults::accountName).toList()));
  }

  private String change(String[] words) {
    if (words.length < 3) {
      throw new IllegalArgumentException("Give an account and a fault: type help for the faults");
    }
    RegionFaults region = find(regions, words[1]);
    if (words[2].equals("clear")) {
      region.clear();
    } else {
      ObjectNode json = json(words[2], List.of(words).subList(3, words.length));
      region.change(now -> FaultJson.read(json, now));
    }
    return describe(region);
  }

  /** The command's words in the admin endpoint's terms. */
  static ObjectNode json(String fault, List<String> words) {
    String field = camelCase(fault);
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    if (words.isEmpty()) {
      return json.put(field, true);
    }
    if (words.size() == 1 && !words.get(0).contains("=")) {
      return json.set(field, value(words.get(0)));
    }
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (String word : words) {
      String[] sides = word.split("=", 2);
      if (sides.length < 2) {
        throw new IllegalArgumentException("'" + word + "' has no value: give " + word + "=...");
      }
      object.set(sides[0], value(sides[1]));
    }
    json.set(field, field.equals("calls") ? JSON.createArrayNode().add(object) : object);
    return json;
  }

  private static JsonNode value(String text) {
    try {
      JsonNode node = JSON.readTree(text);
      if (node.isNumber() || node.isBoolean()) {
        return node;
      }
    } catch (JsonProcessingException e) {
      // Most values are plain words.
      return JsonNodeFactory.instance.textNode(text);
    }
    return JsonNodeFactory.instance.textNode(text);
  }

  private static String camelCase(String words) {
    String joined =
        Arrays.stream(words.split("-"))
            .filter(word -> !word.isEmpty())
            .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
            .collect(Collectors.joining());
    return joined.isEmpty()
        ? words
        : joined.substring(0, 1).toLowerCase(Locale.ROOT) + joined.substring(1);
  }

  private static String describe(RegionFaults region) {
    ObjectNode faults = FaultJson.write(region.plan());
    return "%-18s %s".formatted(region.accountName(), faults.isEmpty() ? "all is well" : faults);
  }
}
