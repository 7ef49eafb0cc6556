package highavailability.health;

import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * Successes among samples.
 *
 * @param succeeded samples that speak for the instance
 * @param total all samples that count
 */
record SuccessRate(long succeeded, long total) {
  static SuccessRate of(Stream<Boolean> samples) {
    long[] counts = new long[2];
    samples.forEach(good -> counts[good ? 0 : 1]++);
    return new SuccessRate(counts[0], counts[0] + counts[1]);
  }

  /** The rate, 0 to 1; empty when there are fewer samples than it takes to tell. */
  OptionalDouble withAtLeast(int minimumSamples) {
    return total < Math.max(1, minimumSamples)
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) succeeded / total);
  }

  @Override
  public String toString() {
    return succeeded + " of " + total;
  }
}
