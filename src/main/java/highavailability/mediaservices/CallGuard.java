package highavailability.mediaservices;

import com.azure.core.util.Context;
import highavailability.mediaservices.MediaServiceCallException.Outcome;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** Makes calls to one instance and puts the SDK's failures into the words of the port. */
final class CallGuard {
  private static final int HTTP_SERVER_ERROR = 500;

  private final String accountName;
  private final InstanceCircuit circuit;

  CallGuard(String accountName, InstanceCircuit circuit) {
    this.accountName = accountName;
    this.circuit = circuit;
  }

  /** Makes a call that must be answered with something. */
  <T> T call(String operation, Function<Context, T> sdkCall) {
    return call(operation, sdkCall, new CallDoubt(true));
  }

  /**
   * Makes a call that is not sent again once it may have been done: a first one that is executed
   * late, when the second has long had its effect, would do harm.
   */
  <T> T callOnce(String operation, Function<Context, T> sdkCall) {
    return call(operation, sdkCall, new CallDoubt(false));
  }

  private <T> T call(String operation, Function<Context, T> sdkCall, CallDoubt doubt) {
    requireClosedCircuit(operation);
    try {
      return answer(sdkCall, doubt);
    } catch (RuntimeException e) {
      throw exception(operation, failure(e), doubt);
    }
  }

  /** Makes a call about something that may be absent. */
  <T> Optional<T> find(String operation, Function<Context, T> sdkCall) {
    requireClosedCircuit(operation);
    CallDoubt doubt = new CallDoubt(true);
    try {
      return Optional.of(answer(sdkCall, doubt));
    } catch (RuntimeException e) {
      CallFailure failure = failure(e);
      if (failure.absent()) {
        return Optional.empty();
      }
      throw exception(operation, failure, doubt);
    }
  }

  private <T> T answer(Function<Context, T> sdkCall, CallDoubt doubt) {
    T answer = sdkCall.apply(doubt.context());
    if (answer == null) {
      throw new BrokenAnswerException("nothing");
    }
    circuit.answered();
    return answer;
  }

  /**
   * Tells the circuit: no answer and a 5xx speak against the instance, every other answer for it.
   */
  private CallFailure failure(RuntimeException e) {
    CallFailure failure = CallFailure.of(e);
    if (failure.status().orElse(HTTP_SERVER_ERROR) >= HTTP_SERVER_ERROR) {
      circuit.notAnswered(e);
    } else {
      circuit.answered();
    }
    return failure;
  }

  private void requireClosedCircuit(String operation) {
    if (!circuit.lets()) {
      throw new MediaServiceCallException(
          accountName,
          operation,
          Outcome.UNAVAILABLE,
          OptionalInt.empty(),
          "it has not answered for "
              + circuit.openFor().orElse(Duration.ZERO).toSeconds()
              + " s, and was not asked (circuit open)",
          null);
    }
  }

  private MediaServiceCallException exception(
      String operation, CallFailure failure, CallDoubt doubt) {
    boolean doubtful = doubt.isRaised() && failure.outcome() != Outcome.UNKNOWN;
    return new MediaServiceCallException(
        accountName,
        operation,
        doubtful ? Outcome.UNKNOWN : failure.outcome(),
        failure.status(),
        doubtful
            ? failure.detail() + " (and an earlier try got no clear answer)"
            : failure.detail(),
        failure.cause().orElse(null));
  }
}
