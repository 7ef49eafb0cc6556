package highavailability.app;

import static highavailability.app.ValidSettings.instance;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.Level;
import highavailability.testing.LogEvents;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SingleInstanceWarningTest {
  /** In no other test, because other classes log at the same time. */
  private static final String ACCOUNT = "lonelyaccount";

  private final LogEvents log = LogEvents.with(ACCOUNT, AppSecrets.class);

  @AfterEach
  void stop_listening() {
    log.close();
  }

  @Test
  void one_instance_alone_is_accepted_with_a_warning() {
    Map<String, String> environment = ValidSettings.withSecrets();
    environment.put("AMSConfiguration", "[" + instance(ACCOUNT) + "]");
    environment.put("AMSStorageAccountConnectionString_" + ACCOUNT, ValidSettings.STORAGE);

    AppSecrets.read(new EnvironmentSecrets(environment::get));

    assertEquals(List.of(Level.WARN), log.levels());
  }
}
