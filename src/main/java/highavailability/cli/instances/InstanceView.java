package highavailability.cli.instances;

import highavailability.cli.command.TextTable;
import highavailability.health.MediaServiceInstanceHealth;
import highavailability.mediaservices.MediaServiceAdministration.StreamingEndpoint;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * An instance as people and scripts see it.
 *
 * @param account its name
 * @param state as of the last evaluation: {@code Healthy}, {@code Degraded} or {@code Unhealthy}
 * @param enabled whether it may get new jobs
 * @param lastEvaluated ISO 8601; absent before the first time
 * @param jobSuccessRate 0 to 1; absent when there were too few jobs to tell
 * @param callSuccessRate 0 to 1; absent when there were too few calls to tell
 * @param reason why the state is what it is
 * @param streamingEndpoints as they are now; absent when not asked for, or not answered
 * @param streamingProblem why they are not known
 */
record InstanceView(
    String account,
    String state,
    boolean enabled,
    String lastEvaluated,
    Double jobSuccessRate,
    Double callSuccessRate,
    String reason,
    List<Endpoint> streamingEndpoints,
    String streamingProblem) {

  /** A streaming endpoint. */
  record Endpoint(String name, String state, String hostName) {}

  /** All instances, for scripts. */
  record Listing(List<InstanceView> instances) {}

  static InstanceView of(
      MediaServiceInstanceHealth health, List<StreamingEndpoint> endpoints, String problem) {
    return new InstanceView(
        health.accountName(),
        health.state().name().charAt(0)
            + health.state().name().substring(1).toLowerCase(Locale.ROOT),
        health.enabled(),
        health.lastUpdated().map(Instant::toString).orElse(null),
        boxed(health.jobSuccessRate()),
        boxed(health.callSuccessRate()),
        health.reason(),
        endpoints == null
            ? null
            : endpoints.stream().map(e -> new Endpoint(e.name(), e.state(), e.hostName())).toList(),
        problem);
  }

  /** The same as a table; the column of streaming endpoints only when they were asked for. */
  static List<String> table(List<InstanceView> instances, boolean live) {
    TextTable table =
        live
            ? new TextTable(
                "INSTANCE", "STATE", "ENABLED", "EVALUATED", "JOBS", "CALLS", "STREAMING", "REASON")
            : new TextTable("INSTANCE", "STATE", "ENABLED", "EVALUATED", "JOBS", "CALLS", "REASON");
    for (InstanceView i : instances) {
      String enabled = i.enabled ? "yes" : "no";
      String evaluated = i.lastEvaluated == null ? "never" : TextTable.seconds(i.lastEvaluated);
      String jobs = rate(i.jobSuccessRate);
      String calls = rate(i.callSuccessRate);
      if (live) {
        table.row(i.account, i.state, enabled, evaluated, jobs, calls, i.streaming(), i.reason);
      } else {
        table.row(i.account, i.state, enabled, evaluated, jobs, calls, i.reason);
      }
    }
    return table.lines();
  }

  private String streaming() {
    if (streamingEndpoints == null) {
      return "no answer";
    }
    return streamingEndpoints.stream()
        .map(e -> e.name() + " " + e.state())
        .collect(Collectors.joining(", "));
  }

  private static Double boxed(OptionalDouble rate) {
    return rate.isPresent() ? rate.getAsDouble() : null;
  }

  private static String rate(Double rate) {
    return rate == null ? "-" : "%.2f".formatted(rate);
  }
}
