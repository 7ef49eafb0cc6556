package highavailability.cli.instances;

import highavailability.app.AppComponent;
import highavailability.cli.command.CommandFailedException;
import highavailability.cli.command.FailureText;
import highavailability.health.MediaServiceInstanceHealth;
import highavailability.health.MediaServiceInstanceHealthStore;
import highavailability.jobs.SideBySide;
import highavailability.mediaservices.MediaServiceAdministration.StreamingEndpoint;
import highavailability.mediaservices.MediaServiceAdministrations;
import highavailability.mediaservices.MediaServiceInstances;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What is known of the instances of the configuration, and whether an operator lets them work. */
final class InstanceOverview {
  private final MediaServiceInstances instances;
  private final MediaServiceInstanceHealthStore records;
  private final MediaServiceAdministrations administrations;
  private final SideBySide sideBySide;

  InstanceOverview(
      MediaServiceInstances instances,
      MediaServiceInstanceHealthStore records,
      MediaServiceAdministrations administrations,
      SideBySide sideBySide) {
    this.instances = instances;
    this.records = records;
    this.administrations = administrations;
    this.sideBySide = sideBySide;
  }

  static InstanceOverview of(AppComponent app) {
    return new InstanceOverview(
        app.mediaServiceInstances(),
        app.instanceHealthStore(),
        app.mediaServiceAdministrations(),
        app.sideBySide());
  }

  /**
   * Whether an instance gets new jobs.
   *
   * @param account its name
   * @param enabledBefore what was
   * @param enabled what is
   */
  record Enabled(String account, boolean enabledBefore, boolean enabled) {}

  /**
   * All instances, in the order of the configuration.
   *
   * @param live whether to ask each for its streaming endpoints
   */
  List<InstanceView> list(boolean live) {
    Map<String, MediaServiceInstanceHealth> known = known();
    Map<String, List<StreamingEndpoint>> endpoints = new ConcurrentHashMap<>();
    Map<String, RuntimeException> failures =
        sideBySide.failures(
            live ? instances.accountNames() : List.of(),
            a -> endpoints.put(a, administrations.administrationOf(a).listStreamingEndpoints()));
    return instances.accountNames().stream()
        .map(
            a ->
                InstanceView.of(
                    known.get(a),
                    endpoints.get(a),
                    failures.containsKey(a) ? FailureText.of(failures.get(a)).get(0) : null))
        .toList();
  }

  /** Lets instances get new jobs. */
  List<Enabled> enable(List<String> accounts) {
    return set(accounts, true);
  }

  /**
   * Keeps new jobs away from instances.
   *
   * @param force even when none is left
   * @throws CommandFailedException when none would be left
   */
  List<Enabled> disable(List<String> accounts, boolean force) {
    Map<String, MediaServiceInstanceHealth> known = known();
    boolean changes = accounts.stream().anyMatch(a -> known.get(a).enabled());
    boolean left = known.values().stream().anyMatch(h -> h.enabled() && !isIn(accounts, h));
    if (changes && !left && !force) {
      throw new CommandFailedException(
          "No instance would be left for new jobs, and requests would wait; enable another one"
              + " first, or use --force.");
    }
    return set(accounts, false);
  }

  private List<Enabled> set(List<String> accounts, boolean enabled) {
    Map<String, MediaServiceInstanceHealth> known = known();
    return accounts.stream()
        .map(
            a -> {
              boolean before = known.get(a).enabled();
              if (before != enabled) {
                records.mergeEnabled(a, enabled);
              }
              return new Enabled(a, before, enabled);
            })
        .toList();
  }

  /** The record of each instance of the configuration, whether it has one or not. */
  private Map<String, MediaServiceInstanceHealth> known() {
    Map<String, MediaServiceInstanceHealth> stored =
        records.list().stream()
            .collect(
                Collectors.toMap(
                    MediaServiceInstanceHealth::accountName, Function.identity(), (a, b) -> a));
    return instances.accountNames().stream()
        .collect(
            Collectors.toMap(
                Function.identity(),
                a -> stored.getOrDefault(a, MediaServiceInstanceHealth.unknown(a))));
  }

  private static boolean isIn(List<String> accounts, MediaServiceInstanceHealth health) {
    return accounts.contains(health.accountName());
  }
}
