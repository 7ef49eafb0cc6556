package highavailability.health;

import highavailability.mediaservices.MediaServiceInstances;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Selects the next instance for a job: healthy ones take turns; a degraded one is taken only when
 * no healthy one is left; an unhealthy or disabled one never is, and one that does not answer this
 * process only as a last resort. Turns are kept in this process: several processes each spread
 * their own jobs evenly.
 */
public final class InstanceSelector {
  private final MediaServiceInstances instances;
  private final MediaServiceInstanceHealthStore records;
  private final Map<String, Long> lastTurns = new HashMap<>();
  private long turn;

  /** Selects among the instances of the configuration by their health records. */
  public InstanceSelector(
      MediaServiceInstances instances, MediaServiceInstanceHealthStore records) {
    this.instances = instances;
    this.records = records;
  }

  /**
   * The next instance, which with this has had its turn.
   *
   * @param excluded instances that are not wanted, such as those that have refused the job
   * @return empty when no usable instance is left
   */
  public Optional<String> next(Set<String> excluded) {
    Map<String, MediaServiceInstanceHealth> known =
        records.list().stream()
            .collect(
                Collectors.toMap(
                    MediaServiceInstanceHealth::accountName, Function.identity(), (a, b) -> a));
    List<MediaServiceInstanceHealth> candidates =
        instances.accountNames().stream()
            .filter(a -> !excluded.contains(a))
            .map(a -> known.getOrDefault(a, MediaServiceInstanceHealth.unknown(a)))
            .filter(MediaServiceInstanceHealth::enabled)
            .toList();
    List<MediaServiceInstanceHealth> answering =
        candidates.stream()
            .filter(c -> instances.get(c.accountName()).notAnsweringFor().isEmpty())
            .toList();
    return next(answering).or(() -> next(candidates));
  }

  /** Whether an enabled instance is left besides those that were tried, were it but healthy. */
  public boolean leavesOut(Set<String> tried) {
    Set<String> disabled =
        records.list().stream()
            .filter(r -> !r.enabled())
            .map(MediaServiceInstanceHealth::accountName)
            .collect(Collectors.toSet());
    return instances.accountNames().stream()
        .anyMatch(a -> !tried.contains(a) && !disabled.contains(a));
  }

  private Optional<String> next(List<MediaServiceInstanceHealth> candidates) {
    return take(candidates, HealthState.HEALTHY).or(() -> take(candidates, HealthState.DEGRADED));
  }

  private synchronized Optional<String> take(
      List<MediaServiceInstanceHealth> candidates, HealthState state) {
    Optional<String> longestAgo =
        candidates.stream()
            .filter(h -> h.state() == state)
            .map(MediaServiceInstanceHealth::accountName)
            .min((a, b) -> Long.compare(lastTurnOf(a), lastTurnOf(b)));
    longestAgo.ifPresent(account -> lastTurns.put(account, ++turn));
    return longestAgo;
  }

  private long lastTurnOf(String account) {
    return lastTurns.getOrDefault(account, 0L);
  }
}
