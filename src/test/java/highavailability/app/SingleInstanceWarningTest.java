package highavailability.app;

import static highavailability.app.ValidSettings.instance;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class SingleInstanceWarningTest {
  /** In no other test, because other classes log at the same time. */
  private static final String ACCOUNT = "lonelyaccount";

  private final Logger logger = (Logger) LoggerFactory.getLogger(AppSecrets.class);
  private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();
  private final AppenderBase<ILoggingEvent> appender =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          if (event.getFormattedMessage().contains(ACCOUNT)) {
            events.add(event);
          }
        }
      };

  @BeforeEach
  void listen() {
    appender.start();
    logger.addAppender(appender);
  }

  @AfterEach
  void stop_listening() {
    logger.detachAppender(appender);
  }

  @Test
  void one_instance_alone_is_accepted_with_a_warning() {
    Map<String, String> environment = ValidSettings.withSecrets();
    environment.put("AMSConfiguration", "[" + instance(ACCOUNT) + "]");
    environment.put("AMSStorageAccountConnectionString_" + ACCOUNT, ValidSettings.STORAGE);

    AppSecrets.read(new EnvironmentSecrets(environment::get));

    assertEquals(List.of(Level.WARN), events.stream().map(ILoggingEvent::getLevel).toList());
  }
}
