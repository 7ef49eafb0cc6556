package highavailability.cli.instances;

import highavailability.app.AppComponent;
import highavailability.cli.command.CommandFailedException;
import highavailability.cli.command.FailureText;
import highavailability.jobs.Names;
import highavailability.jobs.SideBySide;
import highavailability.mediaservices.MediaServiceAdministration;
import highavailability.mediaservices.MediaServiceAdministration.StreamingEndpoint;
import highavailability.mediaservices.MediaServiceAdministrations;
import highavailability.mediaservices.MediaServiceCallException;
import highavailability.mediaservices.MediaServiceInstances;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Takes regions out of Front Door and back by their streaming endpoints: what the documents advise
 * when a region streams, but delivers no keys (004_769afd586cfce8b9.txt).
 */
final class StreamingSwitch {
  private final MediaServiceInstances instances;
  private final MediaServiceAdministrations administrations;
  private final SideBySide sideBySide;

  StreamingSwitch(
      MediaServiceInstances instances,
      MediaServiceAdministrations administrations,
      SideBySide sideBySide) {
    this.instances = instances;
    this.administrations = administrations;
    this.sideBySide = sideBySide;
  }

  static StreamingSwitch of(AppComponent app) {
    return new StreamingSwitch(
        app.mediaServiceInstances(), app.mediaServiceAdministrations(), app.sideBySide());
  }

  /** Where an endpoint is to get. */
  enum Direction {
    START("Running"),
    STOP("Stopped");

    private final String state;

    Direction(String state) {
      this.state = state;
    }

    private void apply(MediaServiceAdministration instance, String endpoint, Duration longest) {
      if (this == START) {
        instance.startStreamingEndpoint(endpoint, longest);
      } else {
        instance.stopStreamingEndpoint(endpoint, longest);
      }
    }
  }

  /**
   * What became of an endpoint.
   *
   * @param account its instance
   * @param endpoint its name
   * @param before its state before; absent when the instance did not tell
   * @param after its state after; absent when the instance did not tell
   * @param problem why it is not as asked for; absent when it is
   */
  record Change(String account, String endpoint, String before, String after, String problem) {}

  /** Starts the endpoint of that name at each of the instances, and waits. */
  List<Change> start(List<String> accounts, String endpoint, Duration longest) {
    return change(Direction.START, accounts, endpoint, longest);
  }

  /**
   * Stops the endpoint of that name at each of the instances, and waits.
   *
   * @param force even when no such endpoint is known to run elsewhere
   * @throws CommandFailedException when none is
   */
  List<Change> stop(List<String> accounts, String endpoint, Duration longest, boolean force) {
    if (!force) {
      requireAnother(accounts, endpoint);
    }
    return change(Direction.STOP, accounts, endpoint, longest);
  }

  private void requireAnother(List<String> accounts, String endpoint) {
    Set<String> running = ConcurrentHashMap.newKeySet();
    Map<String, RuntimeException> silent =
        sideBySide.failures(
            instances.accountNames(),
            account -> {
              if (find(administrations.administrationOf(account), endpoint)
                  .filter(StreamingEndpoint::isRunning)
                  .isPresent()) {
                running.add(account);
              }
            });
    boolean stopsOne =
        accounts.stream().anyMatch(a -> running.contains(a) || silent.containsKey(a));
    if (stopsOne && accounts.containsAll(running)) {
      throw new CommandFailedException(
          "No other instance is known to have a streaming endpoint '"
              + endpoint
              + "' that runs"
              + (silent.isEmpty()
                  ? ""
                  : " (" + String.join(", ", silent.keySet()) + " did not answer)")
              + ": nothing would play any more. Start another one first, or use --force.");
    }
  }

  private List<Change> change(
      Direction direction, List<String> accounts, String endpoint, Duration longest) {
    Map<String, Change> changes = new ConcurrentHashMap<>();
    sideBySide.forEach(accounts, a -> changes.put(a, change(direction, a, endpoint, longest)));
    List<Change> inOrder = new ArrayList<>();
    accounts.forEach(a -> inOrder.add(changes.get(a)));
    return inOrder;
  }

  private Change change(Direction direction, String account, String endpoint, Duration longest) {
    MediaServiceAdministration instance = administrations.administrationOf(account);
    String before = null;
    try {
      List<StreamingEndpoint> all = instance.listStreamingEndpoints();
      Optional<StreamingEndpoint> there = named(all, endpoint);
      if (there.isEmpty()) {
        return new Change(account, endpoint, null, null, missing(endpoint, all));
      }
      before = there.get().state();
      if (!before.equalsIgnoreCase(direction.state)) {
        direction.apply(instance, there.get().name(), longest);
      }
      String after = stateOf(instance, endpoint);
      return new Change(
          account,
          endpoint,
          before,
          after,
          direction.state.equalsIgnoreCase(after) ? null : "it is not " + direction.state);
    } catch (MediaServiceCallException e) {
      return new Change(
          account,
          endpoint,
          before,
          before == null ? null : stateOrUnknown(instance, endpoint),
          FailureText.of(e).get(0));
    }
  }

  private static String missing(String endpoint, List<StreamingEndpoint> all) {
    return "there is no streaming endpoint '"
        + endpoint
        + "'; it has "
        + all.stream().map(StreamingEndpoint::name).collect(Collectors.joining(", "));
  }

  private static String stateOrUnknown(MediaServiceAdministration instance, String endpoint) {
    try {
      return stateOf(instance, endpoint);
    } catch (MediaServiceCallException e) {
      return null;
    }
  }

  private static String stateOf(MediaServiceAdministration instance, String endpoint) {
    return find(instance, endpoint).map(StreamingEndpoint::state).orElse(null);
  }

  private static Optional<StreamingEndpoint> find(
      MediaServiceAdministration instance, String endpoint) {
    return named(instance.listStreamingEndpoints(), endpoint);
  }

  private static Optional<StreamingEndpoint> named(List<StreamingEndpoint> all, String endpoint) {
    return all.stream().filter(e -> Names.same(e.name(), endpoint)).findFirst();
  }
}
