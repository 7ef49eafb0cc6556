package highavailability.mediaservices;

import com.azure.core.util.Context;
import highavailability.jobs.Pause;
import highavailability.mediaservices.MediaServiceCallException.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Starts or stops a streaming endpoint, which the service may do at once or long after its answer:
 * what counts is the state that the endpoint shows.
 */
final class StreamingEndpointSwitch {
  private static final int ACCEPTED = 202;
  private static final Duration FIRST_WAIT = Duration.ofMillis(250);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  private final CallGuard guard;
  private final String accountName;
  private final Pause pause;
  private final Clock clock;

  StreamingEndpointSwitch(CallGuard guard, String accountName, Pause pause, Clock clock) {
    this.guard = guard;
    this.accountName = accountName;
    this.pause = pause;
    this.clock = clock;
  }

  /**
   * What to do with an endpoint.
   *
   * @param operation what the request is called
   * @param onTheWay the state in which the service does it
   * @param done the state in which it is done
   */
  record Change(String operation, String onTheWay, String done) {
    static final Change START = new Change("StreamingEndpoints.start", "Starting", "Running");
    static final Change STOP = new Change("StreamingEndpoints.stop", "Stopping", "Stopped");

    private boolean isOnTheWay(String state) {
      return state.equalsIgnoreCase(onTheWay);
    }

    private boolean isDone(String state) {
      return state.equalsIgnoreCase(done);
    }
  }

  void bring(
      String name,
      Change change,
      Consumer<Context> request,
      Supplier<String> state,
      Duration longest) {
    Instant end = clock.instant().plus(longest);
    String now = state.get();
    if (change.isDone(now)) {
      return;
    }
    if (!change.isOnTheWay(now)) {
      guard.call(
          change.operation(),
          context -> {
            request.accept(context);
            return true;
          });
    }
    Duration wait = FIRST_WAIT;
    boolean seenOnTheWay = false;
    for (now = state.get(); !change.isDone(now); now = state.get()) {
      if (seenOnTheWay && !change.isOnTheWay(now)) {
        throw failure(change, "streaming endpoint '" + name + "' went to " + now + " instead");
      }
      seenOnTheWay = change.isOnTheWay(now);
      Duration left = Duration.between(clock.instant(), end);
      if (left.isNegative() || left.isZero() || Thread.currentThread().isInterrupted()) {
        throw failure(
            change, "streaming endpoint '" + name + "' is still " + now + " after " + longest);
      }
      pause.pause(wait.compareTo(left) < 0 ? wait : left);
      Duration doubled = wait.multipliedBy(2);
      wait = doubled.compareTo(LONGEST_WAIT) < 0 ? doubled : LONGEST_WAIT;
    }
  }

  private MediaServiceCallException failure(Change change, String detail) {
    return new MediaServiceCallException(
        accountName, change.operation(), Outcome.UNKNOWN, OptionalInt.of(ACCEPTED), detail, null);
  }
}
