package highavailability.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EnvironmentSecretsTest {
  private final Map<String, String> environment = new HashMap<>();
  private final Secrets secrets = new EnvironmentSecrets(environment::get);

  @Test
  void a_hyphen_of_the_name_is_an_underscore() {
    environment.put("AMSStorageAccountConnectionString_amseast", " value ");

    assertEquals(Optional.of("value"), secrets.find("AMSStorageAccountConnectionString-amseast"));
    assertEquals(
        "app setting AMSStorageAccountConnectionString_amseast",
        secrets.place("AMSStorageAccountConnectionString-amseast"));
  }

  @Test
  void a_blank_secret_is_none() {
    environment.put("Name", "\t");

    assertEquals(Optional.empty(), secrets.find("Name"));
    assertEquals(Optional.empty(), secrets.find("Other"));
  }

  @Test
  void a_service_uri_for_queues_stands_where_the_queue_triggers_look_for_it() {
    environment.put(
        "StorageAccountConnectionString__queueServiceUri", "https://app.queue.core.windows.net");

    assertEquals(
        Optional.of("https://app.queue.core.windows.net"),
        secrets.find("StorageAccountConnectionString"));
  }
}
