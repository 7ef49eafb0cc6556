package highavailability.testing;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/**
 * What classes log while this is open. Only one test class may listen to a logger; others may log
 * through it at the same time, so events are chosen by something that only this test says.
 */
public final class LogEvents implements AutoCloseable {
  private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();
  private final List<Logger> loggers;
  private final AppenderBase<ILoggingEvent> appender;

  private LogEvents(List<Logger> loggers, Predicate<ILoggingEvent> chosen) {
    this.loggers = loggers;
    this.appender =
        new AppenderBase<>() {
          @Override
          protected void append(ILoggingEvent event) {
            if (chosen.test(event)) {
              events.add(event);
            }
          }
        };
    appender.start();
    for (Logger logger : loggers) {
      logger.setAdditive(false);
      logger.setLevel(Level.TRACE);
      logger.addAppender(appender);
    }
  }

  /** Listens to what the classes log with these words in the text or in a value. */
  public static LogEvents with(String words, Class<?>... sources) {
    return new LogEvents(
        Stream.of(sources).map(s -> (Logger) LoggerFactory.getLogger(s)).toList(),
        e -> has(words, e));
  }

  /** What was logged up to now. */
  public List<ILoggingEvent> all() {
    return List.copyOf(events);
  }

  /** The levels of what was logged. */
  public List<Level> levels() {
    return events.stream().map(ILoggingEvent::getLevel).toList();
  }

  @Override
  public void close() {
    for (Logger logger : loggers) {
      logger.detachAppender(appender);
      logger.setLevel(null);
      logger.setAdditive(true);
    }
  }

  private static boolean has(String words, ILoggingEvent event) {
    return event.getFormattedMessage().contains(words)
        || (event.getKeyValuePairs() != null
            && event.getKeyValuePairs().stream().anyMatch(p -> words.equals(p.value)));
  }
}
