package highavailability.local;

import highavailability.emulator.EventSchema;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * The README's main command: starts the local cluster, runs jobs, and tells what came of them.
 * Ctrl-C needs no hook: Azurite ends with this JVM, and everything else is in it or in memory.
 */
public final class Main {
  static final Path LOG = Path.of("target", "local-cluster", "app.log");

  private Main() {}

  /**
   * Takes system properties; see {@link RunOptions}. The exit code is 0 only when every job is
   * provisioned everywhere.
   */
  public static void main(String[] arguments) {
    // Before the first logger: the app's log goes to a file, its errors to the screen as well.
    System.setProperty("logback.configurationFile", "logback-local.xml");
    System.setProperty("local.log", LOG.toString());
    int exitCode = 1;
    try {
      exitCode = run(RunOptions.read(System::getProperty)) ? 0 : 1;
    } catch (IllegalArgumentException | IllegalStateException e) {
      System.err.println(e.getMessage());
    }
    System.exit(exitCode);
  }

  private static boolean run(RunOptions options) {
    Console console = new Console(System.out, System.console() != null);
    Input input = Input.open(options);
    try (input;
        JobMonitor monitor = JobMonitor.start()) {
      console.print("Starting %d regions; the log is in %s".formatted(options.regions(), LOG));
      Instant started = Instant.now();
      LocalCluster cluster =
          LocalCluster.start(
              LocalCluster.Options.defaults().with(options.regions(), options.firstPort()));
      try (cluster) {
        cluster
            .regions()
            .forEach(r -> r.mediaServices().subscribe(monitor.webhook(), EventSchema.EVENT_GRID));
        console.print(
            "Started in %.1f s"
                .formatted((Instant.now().toEpochMilli() - started.toEpochMilli()) / 1000.0));
        boolean good = true;
        if (options.jobs() > 0) {
          JobRun jobs = new JobRun(cluster, monitor, console);
          jobs.submit(options.jobs(), input.url());
          good = jobs.await();
        }
        if (options.serve()) {
          serve(cluster, input, console);
        }
        return good;
      }
    }
  }

  private static void serve(LocalCluster cluster, Input input, Console console) {
    console.print("");
    ServeNotice.of(cluster, input.url()).forEach(console::print);
    try {
      Thread.currentThread().join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The video that jobs encode: a URL as it is, or a file behind a server of its own. */
  private record Input(String url, List<InputServer> servers) implements AutoCloseable {
    static Input open(RunOptions options) {
      String given = options.input().orElse("src/test/media/test-pattern.mp4");
      if (given.matches("https?://.*")) {
        return new Input(checked(given), List.of());
      }
      InputServer server = InputServer.start(Path.of(given));
      return new Input(server.uri().toString(), List.of(server));
    }

    private static String checked(String url) {
      try {
        if (new URI(url).getHost() != null) {
          return url;
        }
      } catch (URISyntaxException e) {
        // Told below, together with a URL that has no host.
      }
      throw new IllegalArgumentException(
          "-Dinput=%s: this is no legal URL; give a video file or an http(s) URL.".formatted(url));
    }

    @Override
    public void close() {
      servers.forEach(InputServer::close);
    }
  }
}
