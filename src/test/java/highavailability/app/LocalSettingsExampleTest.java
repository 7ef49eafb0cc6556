package highavailability.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import highavailability.jobs.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LocalSettingsExampleTest {
  private static final Set<String> OF_THE_HOST =
      Set.of("AzureWebJobsStorage", "FUNCTIONS_WORKER_RUNTIME");

  /** Read as well, but stands in only where the setting without the suffix is blank. */
  private static final Set<String> ALTERNATIVES =
      Set.of("StorageAccountConnectionString__queueServiceUri");

  private final Map<String, String> example = new HashMap<>();

  @BeforeEach
  void fill_in_the_example() throws IOException {
    JsonNode file = Json.tree(Files.readString(Path.of("local.settings.json.example")));
    assertEquals(false, file.path("IsEncrypted").asBoolean(true));
    file.path("Values").fields().forEachRemaining(e -> example.put(e.getKey(), fillIn(e)));
  }

  private static String fillIn(Map.Entry<String, JsonNode> entry) {
    String value =
        switch (entry.getKey()) {
          case "ClearKeyStreamingKey" -> ValidSettings.KEY;
          case "AMSStorageAccountConnectionString_amseastus",
              "AMSStorageAccountConnectionString_amswestus" ->
              ValidSettings.STORAGE;
          default -> entry.getValue().textValue();
        };
    return value.replaceAll("<[^>]*>", "filled-in");
  }

  @Test
  void it_has_every_setting_that_is_read_and_no_other() {
    Set<String> read = new TreeSet<>();
    Configuration.load(
        name -> {
          read.add(name);
          return example.get(name);
        });
    read.addAll(OF_THE_HOST);
    read.removeAll(ALTERNATIVES);

    assertEquals(read, new TreeSet<>(example.keySet()));
  }

  @Test
  void it_shows_the_defaults() {
    Map<String, String> least = ValidSettings.settings();
    AppSettings defaults = AppSettings.read(least::get);
    AppSettings settings = AppSettings.read(example::get);

    assertEquals(defaults.jobs(), settings.jobs());
    assertEquals(defaults.health(), settings.health());
    assertEquals(defaults.schedules(), settings.schedules());
    assertEquals(defaults.historyRetention(), settings.historyRetention());
  }

  @Test
  void it_configures_two_instances_that_are_signed_in_to_differently() {
    AppSecrets secrets = Configuration.load(example::get).secrets();

    assertEquals(2, secrets.instances().size());
    assertEquals(Set.of("amswestus"), secrets.apiKeys().keySet());
  }
}
