package highavailability.health;

import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * The state that follows from the signals of an instance: the lower of the rates of jobs and of
 * calls counts.
 *
 * @param state the state
 * @param jobRate 0 to 1; empty when there are too few jobs to tell
 * @param callRate 0 to 1; empty when there are too few calls to tell
 * @param reason why, for a person
 */
record Rating(HealthState state, OptionalDouble jobRate, OptionalDouble callRate, String reason) {

  static Rating of(List<Signal> jobs, List<Signal> calls, HealthSettings settings) {
    OptionalDouble jobRate = rate(jobs, settings.minimumSamples());
    OptionalDouble callRate = rate(calls, settings.minimumSamples());
    OptionalDouble lower = DoubleStream.concat(jobRate.stream(), callRate.stream()).min();
    HealthState state = stateFor(lower, settings);
    return new Rating(
        state,
        jobRate,
        callRate,
        "%s of %s jobs and %s of %s calls succeeded; %s"
            .formatted(
                good(jobs),
                jobs.size(),
                good(calls),
                calls.size(),
                lower.isPresent()
                    ? "the lower rate is %.2f (healthy from %.2f, unhealthy up to %.2f)"
                        .formatted(
                            lower.getAsDouble(), settings.healthyRate(), settings.unhealthyRate())
                    : "fewer than " + settings.minimumSamples() + " of each say nothing"));
  }

  /** An instance in trouble whose every signal of late is good is rated on those alone. */
  Rating orRecovered(
      List<Signal> jobs, List<Signal> calls, Instant since, HealthSettings settings) {
    List<Signal> lateJobs = jobs.stream().filter(s -> s.at().isAfter(since)).toList();
    List<Signal> lateCalls = calls.stream().filter(s -> s.at().isAfter(since)).toList();
    boolean allGood =
        !lateCalls.isEmpty()
            && Stream.concat(lateJobs.stream(), lateCalls.stream()).allMatch(Signal::good);
    if (state == HealthState.HEALTHY || !allGood) {
      return this;
    }
    Rating late = of(lateJobs, lateCalls, settings);
    return new Rating(
        late.state, late.jobRate, late.callRate, "recovered: since " + since + " " + late.reason);
  }

  private static OptionalDouble rate(List<Signal> signals, int minimumSamples) {
    return signals.size() < Math.max(1, minimumSamples)
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) good(signals) / signals.size());
  }

  private static long good(List<Signal> signals) {
    return signals.stream().filter(Signal::good).count();
  }

  private static HealthState stateFor(OptionalDouble rate, HealthSettings settings) {
    if (rate.isEmpty() || rate.getAsDouble() >= settings.healthyRate()) {
      return HealthState.HEALTHY;
    }
    return rate.getAsDouble() <= settings.unhealthyRate()
        ? HealthState.UNHEALTHY
        : HealthState.DEGRADED;
  }
}
