package highavailability.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import highavailability.health.HealthState;
import highavailability.jobs.JobState;
import highavailability.jobs.Json;
import highavailability.jobs.QueueNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What alerts and workbook look for, and at which resources. */
class MonitoringTest {
  private final ArmDeployment main = Examples.main();
  private final ArmDeployment monitoring = Examples.monitoring(main, "operator@example.com");
  private final JsonNode workbook =
      Json.tree(
          monitoring
              .resource("Microsoft.Insights/workbooks")
              .properties()
              .path("serializedData")
              .textValue());

  private List<KqlQuery> alerts() {
    return monitoring.resources("Microsoft.Insights/scheduledQueryRules").stream()
        .map(r -> new KqlQuery(r.place(), criterion(r).path("query").textValue()))
        .toList();
  }

  private static JsonNode criterion(ArmResource rule) {
    return rule.properties().path("criteria").path("allOf").get(0);
  }

  private List<KqlQuery> charts() {
    List<KqlQuery> charts = new ArrayList<>();
    for (JsonNode item : workbook.path("items")) {
      if (item.path("content").has("query")) {
        charts.add(
            new KqlQuery(
                "workbook: " + item.path("name").asText(),
                item.path("content").path("query").textValue()));
      }
    }
    return charts;
  }

  private List<KqlQuery> all() {
    return Stream.concat(alerts().stream(), charts().stream()).toList();
  }

  @Test
  void the_workbook_is_json_and_has_charts_and_alerts_have_queries() {
    assertTrue(charts().size() > 5, "the workbook has " + charts().size() + " charts");
    assertTrue(alerts().size() > 5, "there are " + alerts().size() + " alerts");
  }

  @Test
  void every_query_reads_the_lines_or_the_requests_of_this_app_alone() {
    String insights = main.outputs().get("applicationInsightsResourceId").textValue();
    for (KqlQuery query : all()) {
      assertEquals(Set.of(insights), query.comparedWith("_ResourceId"), query.place());
      assertTrue(query.names("AppTraces") != query.names("AppRequests"), query.place());
      assertEquals(query.names("AppTraces"), !query.lines().isEmpty(), query.place());
    }
  }

  /** Those in the variable are held against what the app logs, by MonitoringQueriesTest. */
  @Test
  void every_line_that_is_looked_for_is_one_of_the_named_ones() {
    Set<String> named = new TreeSet<>();
    Examples.template("monitoring.json")
        .definition()
        .path("variables")
        .path("logLines")
        .forEach(l -> named.addAll(new KqlQuery("logLines", l.textValue()).lines()));
    Set<String> lookedFor = new TreeSet<>();
    all().forEach(q -> lookedFor.addAll(q.lines()));

    assertEquals(named, lookedFor);
  }

  @Test
  void queues_and_states_that_are_compared_with_exist() {
    Set<String> healthStates = names(HealthState.values());
    Set<String> jobStates = names(JobState.values());
    for (KqlQuery query : all()) {
      assertTrue(QueueNames.ALL.containsAll(query.comparedWith("queueName")), query.place());
      assertTrue(healthStates.containsAll(query.comparedWith("healthState")), query.place());
      assertTrue(jobStates.containsAll(query.comparedWith("state")), query.place());
    }
  }

  @Test
  void the_newest_state_of_an_attempt_is_a_final_one_if_there_is_any() {
    Set<String> finalStates =
        Stream.of(JobState.values())
            .filter(JobState::isFinal)
            .map(Enum::name)
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> compared = new TreeSet<>();
    all().forEach(q -> compared.addAll(q.comparedWith("state")));

    assertEquals(finalStates, compared);
  }

  private static Set<String> names(Enum<?>[] values) {
    return Stream.of(values).map(Enum::name).collect(Collectors.toSet());
  }

  @Test
  void an_alert_is_mailed_when_there_is_an_address_and_only_then() {
    String group = monitoring.resource("Microsoft.Insights/actionGroups").id();
    ArmDeployment silent = Examples.monitoring(main, "");

    assertTrue(silent.resources("Microsoft.Insights/actionGroups").isEmpty());
    for (String type :
        List.of("Microsoft.Insights/scheduledQueryRules", "Microsoft.Insights/metricAlerts")) {
      assertFalse(monitoring.resources(type).isEmpty());
      monitoring.resources(type).forEach(r -> assertTrue(actions(r).contains(group), r.place()));
      silent
          .resources(type)
          .forEach(r -> assertFalse(actions(r).contains("actionGroups/"), r.place()));
    }
  }

  private static String actions(ArmResource alert) {
    return Json.write(alert.properties().path("actions"));
  }

  @Test
  void dead_letters_are_counted_at_the_account_that_takes_them() {
    assertEquals(
        main.outputs().get("deadLetterStorageAccountResourceId"),
        monitoring.resource("Microsoft.Insights/metricAlerts").properties().path("scopes").get(0));
  }
}
