package highavailability.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands on the lines that are typed while the cluster runs. It looks whether there is input before
 * it reads: a program in the background would be stopped by a read from its terminal.
 */
final class CommandLine implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CommandLine.class);
  private static final long POLL_MILLIS = 200;

  private final BufferedReader lines;
  private final Consumer<String> command;
  private final ScheduledExecutorService poller =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "command-line");
            thread.setDaemon(true);
            return thread;
          });

  private CommandLine(InputStream in, Consumer<String> command) {
    this.lines = new BufferedReader(new InputStreamReader(in, Charset.defaultCharset()));
    this.command = command;
  }

  /** Reads from now on; input that is closed or empty does no harm. */
  static CommandLine start(InputStream in, Consumer<String> command) {
    CommandLine line = new CommandLine(in, command);
    line.poller.scheduleWithFixedDelay(
        line::readAll, POLL_MILLIS, POLL_MILLIS, TimeUnit.MILLISECONDS);
    return line;
  }

  @Override
  public void close() {
    poller.shutdownNow();
  }

  private void readAll() {
    try {
      while (lines.ready()) {
        String line = lines.readLine();
        if (line == null) {
          poller.shutdown();
          return;
        }
        command.accept(line);
      }
    } catch (IOException e) {
      LOG.info("No more commands are read: {}", e.toString());
      poller.shutdown();
    } catch (RuntimeException e) {
      LOG.error("A command failed; the next one is read all the same", e);
    }
  }
}
