package highavailability.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The Node.js process of an {@link Azurite}: its launch, its output, its end. */
final class AzuriteProcess {
  private static final int KEPT_LINES = 40;
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(5);
  private static final Pattern LISTENING =
      Pattern.compile(
          "Azurite (Blob|Queue|Table) service is successfully listening at http://[^:]+:(\\d+)");
  private static final Pattern PORT_IN_USE = Pattern.compile("EADDRINUSE.*?:(\\d+)\\s*$");

  private final Process process;
  private final Deque<String> lastLines = new ArrayDeque<>();
  private final Map<String, Integer> listening = new HashMap<>();
  private boolean outputEnded;

  private AzuriteProcess(Process process) {
    this.process = process;
  }

  static AzuriteProcess launch(Azurite.Options options, Map<String, String> keys) {
    Path directory = options.directory().toAbsolutePath();
    if (!Files.exists(directory.resolve("node_modules/azurite/dist/src/azurite.js"))) {
      throw new IllegalStateException(
          "Azurite is not installed in %s: run 'mvn generate-test-resources' in the project's folder, which installs it there"
              .formatted(directory));
    }
    Azurite.Ports ports = options.ports();
    ProcessBuilder builder =
        new ProcessBuilder(
                "node",
                launcher().toString(),
                directory.toString(),
                "--blobHost",
                "127.0.0.1",
                "--queueHost",
                "127.0.0.1",
                "--tableHost",
                "127.0.0.1",
                "--blobPort",
                String.valueOf(ports.blob()),
                "--queuePort",
                String.valueOf(ports.queue()),
                "--tablePort",
                String.valueOf(ports.table()),
                "--inMemoryPersistence",
                "--disableTelemetry",
                "--skipApiVersionCheck",
                "--silent")
            .directory(directory.toFile())
            .redirectErrorStream(true);
    builder
        .environment()
        .put(
            "AZURITE_ACCOUNTS",
            keys.entrySet().stream()
                .map(account -> account.getKey() + ":" + account.getValue())
                .collect(Collectors.joining(";")));
    try {
      AzuriteProcess started = new AzuriteProcess(builder.start());
      started.readOutput();
      return started;
    } catch (IOException e) {
      throw new IllegalStateException(
          "Azurite could not be started: Node.js 20 must be on the PATH as 'node'", e);
    }
  }

  private static Path launcher() {
    try {
      return Path.of(AzuriteProcess.class.getResource("azurite-launcher.js").toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("azurite-launcher.js is not on the class path", e);
    }
  }

  private void readOutput() {
    Thread reader = new Thread(this::readLines, "azurite-output-" + process.pid());
    reader.setDaemon(true);
    reader.start();
  }

  private void readLines() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        keep(line);
      }
    } catch (IOException e) {
      keep("(its output broke off: " + e.getMessage() + ")");
    } finally {
      synchronized (this) {
        outputEnded = true;
        notifyAll();
      }
    }
  }

  private synchronized void keep(String line) {
    Matcher matcher = LISTENING.matcher(line);
    if (matcher.find()) {
      listening.put(matcher.group(1), Integer.valueOf(matcher.group(2)));
    }
    lastLines.addLast(line);
    if (lastLines.size() > KEPT_LINES) {
      lastLines.removeFirst();
    }
    notifyAll();
  }

  /** Waits until all three services answer HTTP requests, and says on which ports. */
  Azurite.Ports awaitReady(Duration timeout) {
    long deadline = System.nanoTime() + timeout.toNanos();
    Azurite.Ports ports = awaitPorts(deadline, timeout);
    for (int port : List.of(ports.blob(), ports.queue(), ports.table())) {
      awaitAnswer(port, deadline, timeout);
    }
    return ports;
  }

  private synchronized Azurite.Ports awaitPorts(long deadline, Duration timeout) {
    while (listening.size() < 3) {
      if (outputEnded) {
        throw ended();
      }
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (left <= 0) {
        throw late(timeout);
      }
      try {
        wait(left);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("Interrupted while Azurite was starting", e);
      }
    }
    return new Azurite.Ports(listening.get("Blob"), listening.get("Queue"), listening.get("Table"));
  }

  private void awaitAnswer(int port, long deadline, Duration timeout) {
    while (true) {
      try {
        HttpURLConnection connection =
            (HttpURLConnection)
                URI.create("http://127.0.0.1:" + port + "/").toURL().openConnection();
        connection.setConnectTimeout((int) ANSWER_TIMEOUT.toMillis());
        connection.setReadTimeout((int) ANSWER_TIMEOUT.toMillis());
        // Any status is an answer: without an account in the path it is an error's.
        connection.getResponseCode();
        connection.disconnect();
        return;
      } catch (IOException e) {
        if (!process.isAlive()) {
          throw ended();
        }
        if (e instanceof ConnectException || System.nanoTime() > deadline) {
          throw late(timeout);
        }
      }
    }
  }

  private IllegalStateException late(Duration timeout) {
    return new IllegalStateException(
        "Azurite did not answer on all three ports within %d seconds. Its last output:%n%s"
            .formatted(timeout.toSeconds(), output()));
  }

  private IllegalStateException ended() {
    return portInUse()
        .map(
            port ->
                new IllegalStateException(
                    "Azurite could not start because port %s is in use: end the program that listens there, or choose another port (0 takes any free one)"
                        .formatted(port)))
        .orElseGet(
            () ->
                new IllegalStateException(
                    "Azurite ended while it was starting. Its last output:%n%s"
                        .formatted(output())));
  }

  private synchronized Optional<String> portInUse() {
    return lastLines.stream()
        .map(PORT_IN_USE::matcher)
        .filter(Matcher::find)
        .map(matcher -> matcher.group(1))
        .findFirst();
  }

  private synchronized String output() {
    return lastLines.isEmpty() ? "(nothing)" : String.join(System.lineSeparator(), lastLines);
  }

  long pid() {
    return process.pid();
  }

  void stop(Duration timeout) {
    // Not destroy(): Azurite takes SIGTERM as "finish what is open", which waits for idle
    // connections.
    process.destroyForcibly();
    try {
      process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
