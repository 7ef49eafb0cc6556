package highavailability.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import highavailability.azurestorage.StorageTables;
import highavailability.jobs.QueueNames;
import highavailability.provisioning.HealthProbe;
import highavailability.status.EventGridService;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Names that the templates share with the code. */
class NamesTest {
  private final ArmDeployment main = Examples.main();

  @Test
  void the_queues_are_those_of_the_app_in_the_storage_account_of_the_app() {
    List<ArmResource> queues =
        main.resources("Microsoft.Storage/storageAccounts/queueServices/queues");

    assertEquals(new TreeSet<>(QueueNames.ALL), names(queues));
    assertEquals(Set.of(main.outputs().get("storageAccountName").textValue()), accounts(queues));
  }

  @Test
  void the_tables_are_those_of_the_app_in_either_store() {
    List<ArmResource> inCosmosDb = main.resources("Microsoft.DocumentDB/databaseAccounts/tables");
    ArmDeployment other = Examples.main(Map.of("tableStore", TextNode.valueOf("TableStorage")));
    List<ArmResource> inStorage =
        other.resources("Microsoft.Storage/storageAccounts/tableServices/tables");

    assertEquals(new TreeSet<>(StorageTables.NAMES), names(inCosmosDb));
    inCosmosDb.forEach(
        t -> assertEquals(t.name(), t.properties().path("resource").path("id").asText()));
    assertEquals(new TreeSet<>(StorageTables.NAMES), names(inStorage));
    assertEquals(Set.of(main.outputs().get("storageAccountName").textValue()), accounts(inStorage));
    assertTrue(other.resources("Microsoft.DocumentDB/databaseAccounts").isEmpty());
    assertTrue(main.resources("Microsoft.Storage/storageAccounts/tableServices/tables").isEmpty());
  }

  private static Set<String> names(Collection<ArmResource> resources) {
    return resources.stream().map(ArmResource::name).collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> accounts(Collection<ArmResource> resources) {
    return resources.stream()
        .map(r -> ResourceIds.namesOf(r.id()).get(0))
        .collect(Collectors.toSet());
  }

  @Test
  void front_door_asks_for_the_file_that_init_makes() {
    JsonNode probe =
        main.resource("Microsoft.Cdn/profiles/originGroups")
            .properties()
            .path("healthProbeSettings");

    assertEquals(HealthProbe.PATH, probe.path("probePath").asText());
    assertEquals("Https", probe.path("probeProtocol").asText());
  }

  @Test
  void front_door_has_every_instance_as_an_origin_under_its_own_host_name() {
    Set<String> hosts = new TreeSet<>();
    ArmTemplate.parameters("main.parameters.json")
        .get("mediaServiceInstances")
        .forEach(i -> hosts.add(i.get("streamingHostName").textValue()));
    Set<String> origins = new TreeSet<>();
    for (ArmResource origin : main.resources("Microsoft.Cdn/profiles/originGroups/origins")) {
      JsonNode properties = origin.properties();
      origins.add(properties.path("hostName").asText());
      assertEquals(
          properties.path("hostName").asText(), properties.path("originHostHeader").asText());
    }

    assertEquals(hosts, origins);
  }

  @Test
  void the_function_app_runs_the_java_that_the_build_is_for() {
    String pom = ArmTemplate.text(Path.of("pom.xml"));
    String release =
        pom.replaceAll("(?s).*<maven.compiler.release>(\\d+)</maven.compiler.release>.*", "$1");

    JsonNode site = main.resource("Microsoft.Web/sites").properties();

    assertEquals("JAVA|" + release, site.path("siteConfig").path("linuxFxVersion").asText());
    assertEquals("1.2", site.path("siteConfig").path("minTlsVersion").asText());
    assertEquals("Disabled", site.path("siteConfig").path("ftpsState").asText());
    assertTrue(site.path("httpsOnly").asBoolean());
  }

  @Test
  void event_grid_calls_the_function_that_takes_events() {
    for (ArmResource subscription : eventSubscriptions(main)) {
      String function =
          subscription
              .properties()
              .path("destination")
              .path("properties")
              .path("resourceId")
              .asText();

      assertEquals(
          main.outputs().get("functionAppResourceId").textValue(),
          function.replaceAll("/functions/[^/]+$", ""));
      assertTrue(
          FunctionsOfTheApp.takingEvents().contains(ResourceIds.namesOf(function).get(1)),
          function);
    }
  }

  /** The event of every change of state would tell each of the six a second time. */
  @Test
  void event_grid_sends_the_job_output_events_that_the_app_handles() {
    Set<String> handled = new TreeSet<>(EventGridService.JOB_OUTPUT_EVENTS);
    assertTrue(handled.remove("Microsoft.Media.JobOutputStateChange"));

    for (ArmResource subscription : eventSubscriptions(main)) {
      Set<String> sent =
          StreamSupport.stream(
                  subscription.properties().path("filter").path("includedEventTypes").spliterator(),
                  false)
              .map(JsonNode::asText)
              .collect(Collectors.toCollection(TreeSet::new));
      assertEquals(handled, sent, subscription.place());
    }
  }

  @Test
  void every_topic_has_a_subscription_whose_dead_letters_are_kept_in_a_container_that_exists() {
    Set<String> topics = new HashSet<>();
    for (ArmResource subscription : eventSubscriptions(main)) {
      JsonNode deadLetters =
          subscription.properties().path("deadLetterDestination").path("properties");
      ArmResource container =
          main.resource("Microsoft.Storage/storageAccounts/blobServices/containers");
      assertEquals(
          container.id(),
          deadLetters.path("resourceId").asText()
              + "/blobServices/default/containers/"
              + deadLetters.path("blobContainerName").asText());
      topics.add(subscription.id().replaceAll("/providers/Microsoft.EventGrid/eventSub.*", ""));
    }
    Set<String> wanted = new HashSet<>();
    ArmTemplate.parameters("main.parameters.json")
        .get("mediaServiceInstances")
        .forEach(i -> wanted.add(i.get("eventGridTopicResourceId").textValue()));

    assertEquals(wanted, topics);
  }

  @Test
  void the_system_topics_of_the_documents_accounts_are_subscribed_to() {
    ArmDeployment accounts = Examples.mediaServices(true);
    ArmDeployment deployed =
        Examples.main(
            Map.of("mediaServiceInstances", accounts.outputs().get("mediaServiceInstances")));

    Set<String> topics =
        eventSubscriptions(deployed).stream()
            .map(s -> s.id().replaceAll("/eventSubscriptions/.*", ""))
            .collect(Collectors.toSet());

    assertEquals(
        accounts.resources("Microsoft.EventGrid/systemTopics").stream()
            .map(ArmResource::id)
            .collect(Collectors.toSet()),
        topics);
  }

  @Test
  void an_instance_without_a_topic_is_left_out() {
    JsonNode instances =
        ArmTemplate.parameters("main.parameters.json").get("mediaServiceInstances").deepCopy();
    ((ObjectNode) instances.get(0)).putNull("eventGridTopicResourceId");

    assertEquals(
        1, eventSubscriptions(Examples.main(Map.of("mediaServiceInstances", instances))).size());
  }

  private static List<ArmResource> eventSubscriptions(ArmDeployment main) {
    List<ArmResource> found =
        Examples.eventGrid(main).resources().stream()
            .filter(r -> r.type().endsWith("ventSubscriptions"))
            .toList();
    assertTrue(!found.isEmpty(), "there is no event subscription");
    return found;
  }
}
