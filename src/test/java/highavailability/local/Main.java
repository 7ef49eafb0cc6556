package highavailability.local;

import highavailability.emulator.EventSchema;
import highavailability.local.Regions.Region;
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
    if (options.scenario().isPresent()) {
      return runScenario(options.scenario().get(), options, console);
    }
    Input input = Input.open(options.input());
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

  private static boolean runScenario(String name, RunOptions options, Console console) {
    if (name.equals("list")) {
      Scenarios.ALL.forEach(s -> console.print("%-26s %s".formatted(s.name(), s.summary())));
      return true;
    }
    Scenario scenario =
        Scenarios.find(name)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "-Dscenario=%s: there is no such scenario; -Dscenario=list names them."
                            .formatted(name)));
    try (Input input = Input.open(options.input())) {
      console.print("%s: %s; the log is in %s".formatted(name, scenario.summary(), LOG));
      List<String> problems = ScenarioRun.run(scenario, console, input.url());
      console.print("");
      problems.forEach(console::print);
      console.print(
          problems.isEmpty()
              ? name + ": all is as it should be"
              : "%s: %d things are not as they should be".formatted(name, problems.size()));
      return problems.isEmpty();
    }
  }

  private static void serve(LocalCluster cluster, Input input, Console console) {
    console.print("");
    ServeNotice.of(cluster, input.url()).forEach(console::print);
    console.print("Break a region: " + cluster.faultAdmin().example());
    console.print("or type a command here, such as: fault amseastus region-down (help tells more)");
    FaultCommand command =
        new FaultCommand(cluster.regions().stream().map(Region::faults).toList());
    CommandLine commands =
        CommandLine.start(System.in, line -> command.run(line).forEach(console::print));
    try {
      Thread.currentThread().join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      commands.close();
    }
  }
}
