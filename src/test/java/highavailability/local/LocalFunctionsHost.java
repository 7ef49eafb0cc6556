package highavailability.local;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs annotated function classes as Azure's Functions host v4 does, in this JVM: queue triggers
 * with batches, leases, retries and poison queues, timers, and the webhook for Event Grid. The
 * names of the tests say which behaviour follows which source. It does not end functions that run
 * longer than {@code functionTimeout}.
 */
public final class LocalFunctionsHost implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LocalFunctionsHost.class);

  /** How long a message that is being handled stays invisible without a renewal. */
  private static final Duration LEASE_TIME = Duration.ofMinutes(10);

  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(30);
  private static final int LEASE_THREADS = 2;

  private final EventGridEndpoint endpoint;
  private final Map<String, TimerListener> timers;
  private final List<Listener> listeners;
  private final ScheduledExecutorService leaseTimer;
  private final Duration closeTimeout;

  private LocalFunctionsHost(
      EventGridEndpoint endpoint,
      Map<String, TimerListener> timers,
      List<Listener> listeners,
      ScheduledExecutorService leaseTimer,
      Duration closeTimeout) {
    this.endpoint = endpoint;
    this.timers = timers;
    this.listeners = listeners;
    this.leaseTimer = leaseTimer;
    this.closeTimeout = closeTimeout;
  }

  /**
   * Starts polling, the timers and the webhook.
   *
   * @throws IllegalStateException when settings or functions are wrong (the message names all
   *     problems), or the port is in use
   */
  public static LocalFunctionsHost start(HostOptions options) {
    return start(options, LEASE_TIME, CLOSE_TIMEOUT);
  }

  static LocalFunctionsHost start(HostOptions options, Duration leaseTime, Duration closeTimeout) {
    List<String> problems = new ArrayList<>();
    QueueSettings queues = HostJson.read(options.hostJson(), problems).queues();
    AppSettings settings = new AppSettings(options.appSettings());
    List<FunctionDescriptor> functions =
        FunctionIndex.read(options.functionClasses(), settings, problems);
    FunctionInvoker invoker = new FunctionInvoker(options.injector());
    ScheduledExecutorService leaseTimer = leaseTimer();
    List<Listener> listeners = new ArrayList<>();
    Map<String, TimerListener> timers = new HashMap<>();
    Map<String, FunctionDescriptor> eventGrid = new HashMap<>();
    for (FunctionDescriptor function : functions) {
      if (function.trigger() instanceof Trigger.Queue trigger) {
        openQueue(function, trigger, settings, problems)
            .map(
                queue ->
                    new QueueListener(
                        queue,
                        queues,
                        leaseTime,
                        new QueueMessageProcessor(
                            function, queue, queues, invoker, leaseTime, leaseTimer)))
            .ifPresent(listeners::add);
      } else if (function.trigger() instanceof Trigger.Timer trigger) {
        timers.put(
            function.name(),
            new TimerListener(function, trigger.schedule(), invoker, Clock.systemUTC()));
      } else {
        eventGrid.put(function.name(), function);
      }
    }
    if (!problems.isEmpty()) {
      throw new IllegalStateException(
          "The Functions host cannot start:%n- %s"
              .formatted(String.join(System.lineSeparator() + "- ", problems)));
    }
    EventGridEndpoint endpoint = EventGridEndpoint.bind(options.port(), eventGrid, invoker);
    listeners.addAll(timers.values());
    listeners.add(endpoint);
    listeners.forEach(Listener::start);
    LOG.info(
        "The Functions host runs {}", functions.stream().map(FunctionDescriptor::name).toList());
    return new LocalFunctionsHost(endpoint, timers, listeners, leaseTimer, closeTimeout);
  }

  private static Optional<HostQueue> openQueue(
      FunctionDescriptor function,
      Trigger.Queue trigger,
      AppSettings settings,
      List<String> problems) {
    try {
      return settings
          .connectionString(trigger.connection())
          .map(connectionString -> HostQueue.of(connectionString, trigger.queueName()));
    } catch (IllegalArgumentException e) {
      problems.add(
          "Function '%s': the app setting '%s' holds no storage connection string"
              .formatted(function.name(), trigger.connection()));
      return Optional.empty();
    }
  }

  private static ScheduledExecutorService leaseTimer() {
    ScheduledThreadPoolExecutor timer =
        new ScheduledThreadPoolExecutor(
            LEASE_THREADS,
            task -> {
              Thread thread = new Thread(task, "message-leases");
              thread.setDaemon(true);
              return thread;
            });
    timer.setRemoveOnCancelPolicy(true);
    return timer;
  }

  /** The webhook that Event Grid calls for this function. */
  public URI eventGridEndpoint(String functionName) {
    return endpoint.uri(functionName);
  }

  /**
   * Runs the timer function now, after a run that is under way, and returns when it has ended,
   * however it ended.
   */
  public void runTimer(String functionName) {
    TimerListener timer = timers.get(functionName);
    if (timer == null) {
      throw new IllegalArgumentException(
          "No timer function '%s', only %s".formatted(functionName, timers.keySet()));
    }
    timer.runNow();
  }

  /**
   * Starts nothing more, and lets what is running end; what takes longer than 30 seconds is
   * interrupted.
   */
  @Override
  public void close() {
    Instant deadline = Instant.now().plus(closeTimeout);
    listeners.forEach(Listener::stop);
    listeners.forEach(listener -> listener.awaitEnd(deadline));
    leaseTimer.shutdownNow();
  }
}
