package highavailability.emulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One emulated region: a Media Services account behind its own HTTP endpoint, with its jobs, its
 * events and its streaming endpoint. It answers as the v3 REST API does (Encoding 2022-07-01,
 * metadata 2022-08-01, streaming 2022-11-01), keeps its entities in memory and its assets in a real
 * storage account.
 */
public final class MediaServicesEmulator implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(MediaServicesEmulator.class);

  /** Inputs may be large: they stay in the build's folder, where a clean removes what is left. */
  private static final Path STAGING = Path.of("target", "emulator");

  private static final int HTTP_THREADS = 16;
  private static final int WORKER_THREADS = 4;
  private static final int CLIENT_THREADS = 4;

  private final EmulatorOptions options;
  private final AccountAddress address;
  private final SignIn signIn;
  private final URI endpoint;
  private final ApiListener listener;
  private final Faults faults;
  private final EventGridPublisher publisher;
  private final List<ExecutorService> executors;
  private final Path directory;

  private MediaServicesEmulator(
      EmulatorOptions options, RegionStorage storage, ApiListener listener) {
    this.options = options;
    this.listener = listener;
    this.faults = new Faults(listener);
    this.address = AccountAddress.of(options);
    this.signIn = new SignIn(options);
    String ownAddress = listener.address();
    this.endpoint = URI.create("http://" + ownAddress);
    this.directory = temporaryDirectory(options.accountName());

    ThreadFactory threads = threads(options.accountName());
    ExecutorService http = Executors.newFixedThreadPool(HTTP_THREADS, threads);
    ExecutorService workers = Executors.newFixedThreadPool(WORKER_THREADS, threads);
    ExecutorService clients = Executors.newFixedThreadPool(CLIENT_THREADS, threads);
    ScheduledExecutorService scheduler = scheduler(threads);
    this.executors = List.of(scheduler, workers, clients, http);
    this.publisher =
        new EventGridPublisher(
            options.eventGridTopic().orElse(address.id()), faults, scheduler, clients);

    Listing listing = new Listing(options.pageSize());
    Assets assets = new Assets(address, listing, storage);
    StreamingPolicies policies = new StreamingPolicies(address, listing);
    ContentKeyPolicies keyPolicies = new ContentKeyPolicies(address, listing);
    StreamingLocators locators =
        new StreamingLocators(
            address, listing, assets, policies, keyPolicies, new StreamingPaths(storage));
    assets.locatorsAre(locators::ofAsset, locators::deleteOfAsset);
    StreamingEndpoints endpoints =
        new StreamingEndpoints(address, listing, options.location(), ownAddress);
    JobStore store = new JobStore();
    Transforms transforms = new Transforms(address, listing, store::removeOfTransform);
    JobEngine engine =
        new JobEngine(
            store,
            options.speed(),
            assets,
            new InputReader(assets, storage, directory, clients),
            new OutputWriter(storage),
            new JobEvents(publisher),
            faults,
            scheduler,
            workers);
    Jobs jobs =
        new Jobs(
            address,
            listing,
            transforms,
            new JobDefinition(assets, options.accountName()),
            store,
            engine);
    Router router =
        new Router(
            signIn,
            address,
            new Account(address, options.location(), storage.accountName()),
            Map.of(
                "assets", assets,
                "transforms", transforms,
                "contentkeypolicies", keyPolicies,
                "streamingpolicies", policies,
                "streaminglocators", locators,
                "streamingendpoints", endpoints),
            jobs,
            new EventSubscriptions(address, publisher),
            new StreamingHost(endpoints, locators, storage));
    listener.serve(new ApiHandler(router, faults, ownAddress, http), http);
  }

  /**
   * Starts the region.
   *
   * @throws IllegalArgumentException when its storage connection string cannot be read
   * @throws IllegalStateException when its port cannot be listened on
   */
  public static MediaServicesEmulator start(EmulatorOptions options) {
    RegionStorage storage = RegionStorage.of(options);
    return new MediaServicesEmulator(options, storage, ApiListener.bind(options));
  }

  /** The address of the API, and of the streaming endpoint as well. */
  public URI endpoint() {
    return endpoint;
  }

  /** What goes wrong in this region. */
  public Faults faults() {
    return faults;
  }

  public EmulatorOptions options() {
    return options;
  }

  /** The account's resource id, which is also the topic of its events unless they have another. */
  public String accountResourceId() {
    return address.id();
  }

  /**
   * A bearer token for the management API, without a call to it; empty when it asks for none. Each
   * is a new one.
   */
  public Optional<String> newToken() {
    return signIn.newToken();
  }

  /** A request to what is below the account, signed in. */
  public HttpRequest.Builder requestTo(String below) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(endpoint + address.id() + below));
    newToken().ifPresent(token -> request.header("Authorization", "Bearer " + token));
    return request;
  }

  /**
   * Subscribes a webhook to all job and job output events, after Event Grid's validation handshake.
   *
   * @throws IllegalStateException when the webhook cannot be reached or does not complete the
   *     handshake
   */
  public void subscribe(URI webhook, EventSchema schema) {
    publisher.subscribe(webhook, schema);
  }

  /** Stops at once: jobs stay where they are, and events that wait for another try are dropped. */
  @Override
  public void close() {
    listener.close();
    executors.forEach(ExecutorService::shutdownNow);
    try {
      for (ExecutorService executor : executors) {
        executor.awaitTermination(5, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    delete(directory);
  }

  private static ScheduledExecutorService scheduler(ThreadFactory threads) {
    ScheduledThreadPoolExecutor scheduler = new ScheduledThreadPoolExecutor(2, threads);
    scheduler.setRemoveOnCancelPolicy(true);
    return scheduler;
  }

  private static ThreadFactory threads(String accountName) {
    AtomicInteger number = new AtomicInteger();
    return work -> {
      Thread thread = new Thread(work, accountName + "-" + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }

  private static Path temporaryDirectory(String accountName) {
    try {
      Path directory =
          Files.createTempDirectory(
              Files.createDirectories(STAGING), "emulator-" + accountName + "-");
      directory.toFile().deleteOnExit();
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      LOG.warn("The temporary directory {} could not be removed: {}", directory, e.toString());
    }
  }
}
