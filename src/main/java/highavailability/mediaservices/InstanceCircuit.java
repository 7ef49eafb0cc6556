package highavailability.mediaservices;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Keeps calls away from an instance that does not answer, in this process: after some unanswered
 * calls the next ones fail at once, and from time to time one is let through to see whether the
 * instance is back.
 */
final class InstanceCircuit {
  private static final int WINDOW = 10;
  private static final int LEAST_CALLS = 4;
  private static final float OPENS_AT_PERCENT = 50;
  private static final Duration UNTIL_NEXT_TRY = Duration.ofSeconds(15);

  private final CircuitBreaker breaker;
  private final Clock clock;
  private Optional<Instant> openSince = Optional.empty();

  InstanceCircuit(String accountName, Clock clock) {
    this.clock = clock;
    this.breaker =
        CircuitBreaker.of(
            accountName,
            CircuitBreakerConfig.custom()
                .slidingWindowType(SlidingWindowType.COUNT_BASED)
                .slidingWindowSize(WINDOW)
                .minimumNumberOfCalls(LEAST_CALLS)
                .failureRateThreshold(OPENS_AT_PERCENT)
                .waitDurationInOpenState(UNTIL_NEXT_TRY)
                .permittedNumberOfCallsInHalfOpenState(1)
                .clock(clock)
                .currentTimestampFunction(c -> c.instant().toEpochMilli(), TimeUnit.MILLISECONDS)
                .build());
    breaker
        .getEventPublisher()
        .onStateTransition(e -> changedTo(e.getStateTransition().getToState()));
  }

  /** Whether a call may be made now; if so, its end must be told. */
  boolean lets() {
    return breaker.tryAcquirePermission();
  }

  void answered() {
    breaker.onSuccess(0, TimeUnit.MILLISECONDS);
  }

  void notAnswered(Throwable failure) {
    breaker.onError(0, TimeUnit.MILLISECONDS, failure);
  }

  /** How long the instance has not answered; empty while it does. */
  synchronized Optional<Duration> openFor() {
    return openSince.map(since -> Duration.between(since, clock.instant()));
  }

  /** A try that fails opens the circuit anew, but the instance has been silent all along. */
  private synchronized void changedTo(CircuitBreaker.State state) {
    if (state == CircuitBreaker.State.CLOSED) {
      openSince = Optional.empty();
    } else if (openSince.isEmpty()) {
      openSince = Optional.of(clock.instant());
    }
  }
}
