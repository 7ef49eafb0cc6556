package highavailability.deployment;

import static highavailability.testing.TestCluster.EAST;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import highavailability.jobs.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Holds the queries of {@code arm/monitoring.json} against lines as the app writes them: the app
 * does everything that a query looks for, and its output goes through the deployed log format. Runs
 * alone, since it listens to all classes.
 */
@Isolated
class MonitoringQueriesTest {
  private static final Pattern SEARCHED = Pattern.compile("Message has '([^']*)'");
  private static final Pattern EXTRACTED =
      Pattern.compile("(\\w+) = (?:tolong\\()?extract\\('([^']*)', 1, Message\\)");

  private final JsonNode variables;

  MonitoringQueriesTest() throws IOException {
    variables = Json.tree(Files.readString(Path.of("arm/monitoring.json"))).path("variables");
  }

  @Test
  void every_line_that_is_searched_for_is_written_and_has_every_value_that_is_read()
      throws IOException {
    List<String> written = LoggedLines.ofEverything();
    Map<String, List<String>> missing = new TreeMap<>();
    variables
        .path("logLines")
        .properties()
        .forEach(
            line -> {
              String query = line.getValue().textValue();
              String text = first(SEARCHED, query);
              List<String> lines = written.stream().filter(w -> w.contains(" " + text)).toList();
              List<String> gaps =
                  lines.isEmpty() ? List.of("the line itself") : unread(query, lines);
              if (!gaps.isEmpty()) {
                missing.put(line.getKey(), gaps);
              }
            });

    assertEquals(Map.of(), missing);
  }

  @Test
  void the_values_that_are_read_are_the_ones_that_were_meant() throws IOException {
    List<String> written = LoggedLines.ofEverything();

    assertEquals(
        Map.of("queueName", LoggedLines.FILLED_QUEUE, "messages", "1"),
        read("queueLength", written, LoggedLines.FILLED_QUEUE));
    assertEquals(
        Map.of("mediaServiceAccountName", EAST, "healthState", "UNHEALTHY"),
        read("instanceHealth", written, EAST + "\" healthState=\"UNHEALTHY"));
    assertEquals(
        Map.of(
            "jobName",
            "jobName-1",
            "attempt",
            "1",
            "mediaServiceAccountName",
            EAST,
            "secondsSinceRequest",
            Long.toString(LoggedLines.TIME_TO_PLAYABLE.toSeconds())),
        read("playable", written, "jobName-1"));
  }

  @Test
  void the_reason_of_a_failure_is_told_without_what_stands_around_it() throws IOException {
    Pattern reason =
        Pattern.compile(
            first(
                    Pattern.compile("extract\\('(.*?)', 1, Message\\)"),
                    variables.path("kql").path("reason").textValue())
                .replace("\\\\", "\\"));
    String line =
        LoggedLines.ofEverything().stream()
            .filter(w -> w.contains("Job failed and is not tried again"))
            .findFirst()
            .orElseThrow();

    Matcher matcher = reason.matcher(line);

    assertTrue(matcher.find(), line);
    assertEquals("Job failed and is not tried again: " + LoggedLines.FAILURE, matcher.group(1));
  }

  @Test
  void every_fragment_and_every_line_is_used_by_a_query() {
    String glue =
        Stream.of("failovers", "logAlerts", "workbook")
            .map(v -> variables.path(v).toString())
            .reduce("", String::concat);
    Stream.of("logLines", "kql")
        .flatMap(v -> variables.path(v).properties().stream().map(e -> v + "')." + e.getKey()))
        .forEach(name -> assertTrue(glue.contains(name), name));
  }

  @Test
  void alerts_split_and_measure_by_columns_that_their_queries_give() {
    variables
        .path("logAlerts")
        .forEach(
            alert -> {
              JsonNode criterion = alert.path("criterion");
              String columns = columns(criterion.path("query").textValue());
              Stream.concat(
                      Stream.of(criterion.path("metricMeasureColumn").asText("")),
                      criterion.path("dimensions").findValuesAsText("name").stream())
                  .filter(c -> !c.isEmpty())
                  .forEach(c -> assertTrue(columns.contains(c), alert.path("name") + ": " + c));
            });
  }

  /** What a query is glued from, with the columns that Azure has in its own tables. */
  private String columns(String query) {
    StringBuilder text = new StringBuilder(query.contains("requests") ? "Name Success" : "");
    Pattern.compile("variables\\('(\\w+)'\\)\\.(\\w+)")
        .matcher(query)
        .results()
        .map(m -> variables.path(m.group(1)).path(m.group(2)).textValue())
        .forEach(text::append);
    return text.toString();
  }

  private static List<String> unread(String query, List<String> lines) {
    return EXTRACTED
        .matcher(query)
        .results()
        .filter(m -> !lines.stream().allMatch(l -> Pattern.compile(m.group(2)).matcher(l).find()))
        .map(m -> m.group(1))
        .toList();
  }

  private Map<String, String> read(String line, List<String> written, String having) {
    String query = variables.path("logLines").path(line).textValue();
    String text = first(SEARCHED, query);
    String found =
        written.stream()
            .filter(w -> w.contains(text) && w.contains(having))
            .findFirst()
            .orElseThrow();
    Map<String, String> values = new TreeMap<>();
    EXTRACTED
        .matcher(query)
        .results()
        .forEach(m -> values.put(m.group(1), first(Pattern.compile(m.group(2)), found)));
    return values;
  }

  private static String first(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map((MatchResult m) -> m.group(1))
        .findFirst()
        .orElseThrow();
  }
}
