package highavailability.deployment;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.LoggerFactory;

/** All that the app logs while this is open, as text in the format of the deployed app. */
final class DeployedLog implements AutoCloseable {
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Logger logger = (Logger) LoggerFactory.getLogger("highavailability");
  private final AppenderBase<ILoggingEvent> appender;

  private DeployedLog(PatternLayout layout) {
    appender =
        new AppenderBase<>() {
          @Override
          protected void append(ILoggingEvent event) {
            lines.add(layout.doLayout(event).stripTrailing());
          }
        };
    appender.start();
    logger.setAdditive(false);
    logger.setLevel(Level.INFO);
    logger.addAppender(appender);
  }

  static DeployedLog open() throws IOException {
    Matcher pattern =
        Pattern.compile("<pattern>(.*)</pattern>")
            .matcher(Files.readString(Path.of("src/main/resources/logback.xml")));
    if (!pattern.find()) {
      throw new IllegalStateException("logback.xml has no pattern");
    }
    PatternLayout layout = new PatternLayout();
    layout.setContext((LoggerContext) LoggerFactory.getILoggerFactory());
    layout.setPattern(pattern.group(1));
    layout.start();
    return new DeployedLog(layout);
  }

  List<String> lines() {
    return List.copyOf(lines);
  }

  @Override
  public void close() {
    logger.detachAppender(appender);
    logger.setLevel(null);
    logger.setAdditive(true);
  }
}
