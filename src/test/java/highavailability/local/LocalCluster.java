package highavailability.local;

import highavailability.app.AppComponent;
import highavailability.cli.setup.EnvironmentSetup;
import highavailability.cli.setup.SetupItem;
import highavailability.emulator.EncodingSpeed;
import highavailability.emulator.EventSchema;
import highavailability.emulator.MediaServicesEmulator;
import highavailability.functions.FunctionInstances;
import highavailability.functions.InstanceHealthFunction;
import highavailability.functions.JobOutputStatusFunction;
import highavailability.functions.JobOutputStatusSyncFunction;
import highavailability.functions.JobSchedulingFunction;
import highavailability.functions.JobVerificationFunction;
import highavailability.functions.ProvisioningFunction;
import highavailability.jobs.QueueNames;
import highavailability.local.Regions.Region;
import highavailability.mediaservices.MediaServiceCallLimits;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The whole system on this machine: Azurite for the storage accounts, an emulator for each region's
 * Media Services account, a stand-in for Front Door, and the function app itself under a local
 * Functions host.
 */
public final class LocalCluster implements AutoCloseable {
  /** Storage account of the app: queues and tables. */
  static final String APP_STORAGE = "stapp";

  private static final List<Class<?>> FUNCTIONS =
      List.of(
          JobSchedulingFunction.class,
          JobVerificationFunction.class,
          ProvisioningFunction.class,
          JobOutputStatusFunction.class,
          InstanceHealthFunction.class,
          JobOutputStatusSyncFunction.class);

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final List<Region> regions = Collections.synchronizedList(new ArrayList<>());
  private Map<String, String> settings;
  private String appConnectionString;
  private AppComponent component;
  private LocalFunctionsHost host;
  private FaultAdmin faultAdmin;

  private LocalCluster() {}

  /**
   * What to start.
   *
   * @param regions how many regions
   * @param speed how fast jobs go through their states
   * @param firstPort first of the ports to listen on; 0 takes free ones
   * @param changes app settings that differ from the local cluster's own
   * @param limits of the app's calls to instances
   */
  public record Options(
      int regions,
      EncodingSpeed speed,
      int firstPort,
      Map<String, String> changes,
      MediaServiceCallLimits limits) {
    /** Three regions with jobs of about two seconds, on free ports. */
    public static Options defaults() {
      return new Options(
          3,
          new EncodingSpeed(
              Duration.ofMillis(300), Duration.ofMillis(300), Duration.ofMillis(1500)),
          0,
          Map.of(),
          MediaServiceCallLimits.defaults());
    }

    /** The same with other regions and ports. */
    Options with(int otherRegions, int otherFirstPort) {
      return new Options(otherRegions, speed, otherFirstPort, changes, limits);
    }

    /** The same with jobs of another length. */
    Options with(EncodingSpeed otherSpeed) {
      return new Options(regions, otherSpeed, firstPort, changes, limits);
    }

    /** The same with app settings that differ. */
    Options with(Map<String, String> otherChanges) {
      return new Options(regions, speed, firstPort, otherChanges, limits);
    }

    /** The same with other limits for calls to instances. */
    Options with(MediaServiceCallLimits otherLimits) {
      return new Options(regions, speed, firstPort, changes, otherLimits);
    }
  }

  /**
   * Starts everything and prepares every region for jobs.
   *
   * @throws IllegalStateException when a part cannot start, naming it and the cure
   */
  public static LocalCluster start(Options options) {
    LocalCluster cluster = new LocalCluster();
    try {
      cluster.startParts(options);
      return cluster;
    } catch (RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  private void startParts(Options options) {
    Ports ports = new Ports(options.firstPort());
    List<String> locations = Regions.LOCATIONS.subList(0, options.regions());
    List<String> accounts = new ArrayList<>(List.of(APP_STORAGE));
    locations.forEach(l -> accounts.add(Regions.storageAccountName(l)));
    Azurite azurite =
        keep(
            Azurite.start(
                accounts,
                Azurite.Options.defaults()
                    .withPorts(new Azurite.Ports(ports.next(), ports.next(), ports.next()))));
    FrontDoor frontDoor = keep(FrontDoor.start(ports.next(), this::streamingHosts));
    int hostPort = ports.next();
    for (String location : locations) {
      regions.add(keep(Region.start(location, azurite, options.speed(), ports.next())));
    }
    faultAdmin =
        keep(FaultAdmin.start(ports.next(), regions.stream().map(Region::faults).toList()));
    appConnectionString = azurite.connectionString(APP_STORAGE);
    settings =
        new LinkedHashMap<>(
            ClusterSettings.create(appConnectionString, regions, frontDoor.hostName()));
    settings.putAll(options.changes());
    component = AppComponent.create(settings::get, options.limits());
    setUp();
    host =
        keep(
            LocalFunctionsHost.start(
                new HostOptions(
                    Path.of("host.json"),
                    settings,
                    FUNCTIONS,
                    new FunctionInstances(() -> component),
                    hostPort)));
    URI webhook = host.eventGridEndpoint("JobOutputStatusFunction");
    for (Region region : regions) {
      region.mediaServices().subscribe(webhook, EventSchema.EVENT_GRID);
    }
  }

  /**
   * As an operator does it: with an app of its own, so that these calls do not count for health.
   */
  private void setUp() {
    AppComponent own = AppComponent.create(settings::get);
    List<SetupItem> problems =
        new EnvironmentSetup(own, note -> {})
            .run(EnvironmentSetup.Wishes.defaults()).stream().filter(i -> !i.asWanted()).toList();
    if (!problems.isEmpty()) {
      throw new IllegalStateException("The local cluster cannot be set up: " + problems);
    }
  }

  private <T extends AutoCloseable> T keep(T part) {
    parts.push(part);
    return part;
  }

  private List<URI> streamingHosts() {
    return regions.stream().map(r -> r.mediaServices().endpoint()).toList();
  }

  /** The app, wired with this cluster's settings. */
  public AppComponent component() {
    return component;
  }

  /** The regions, in the order of the configuration. */
  List<Region> regions() {
    return List.copyOf(regions);
  }

  /** Breaks a whole region, its storage included. */
  public void regionDown(String accountName) {
    region(accountName).faults().regionDown();
  }

  /** Brings a region back. */
  public void regionUp(String accountName) {
    region(accountName).faults().regionUp();
  }

  /** The emulated service of a region. */
  public MediaServicesEmulator mediaServicesOf(String accountName) {
    return region(accountName).mediaServices();
  }

  private Region region(String accountName) {
    return regions.stream()
        .filter(r -> r.accountName().equals(accountName))
        .findFirst()
        .orElseThrow();
  }

  /** The app settings and secrets. */
  public Map<String, String> settings() {
    return Collections.unmodifiableMap(settings);
  }

  /** Connection string of the app's storage account. */
  String appConnectionString() {
    return appConnectionString;
  }

  /** The web service that breaks and mends regions. */
  FaultAdmin faultAdmin() {
    return faultAdmin;
  }

  /** The Functions host. */
  LocalFunctionsHost host() {
    return host;
  }

  /** Drops a message on the queue of job requests, as a user does. */
  public void submit(String jobRequest) {
    component.messageQueues().send(QueueNames.JOB_REQUESTS, jobRequest, Duration.ZERO);
  }

  /** Stops everything, the last started first; what cannot be closed does not keep the rest up. */
  @Override
  public void close() {
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception e) {
        System.err.println("A part of the local cluster did not stop cleanly: " + e);
      }
    }
  }

  /** Ports in a row, or free ones. */
  private static final class Ports {
    private int next;

    Ports(int first) {
      next = first;
    }

    int next() {
      return next == 0 ? 0 : next++;
    }
  }
}
