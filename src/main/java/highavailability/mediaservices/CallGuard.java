package highavailability.mediaservices;

import com.azure.core.util.Context;
import highavailability.mediaservices.MediaServiceCallException.Outcome;
import java.util.Optional;
import java.util.function.Function;

/** Makes calls to one instance and puts the SDK's failures into the words of the port. */
final class CallGuard {
  private final String accountName;

  CallGuard(String accountName) {
    this.accountName = accountName;
  }

  /** Makes a call that must be answered with something. */
  <T> T call(String operation, Function<Context, T> sdkCall) {
    CallDoubt doubt = new CallDoubt();
    try {
      return answer(sdkCall, doubt);
    } catch (RuntimeException e) {
      throw exception(operation, CallFailure.of(e), doubt);
    }
  }

  /** Makes a call about something that may be absent. */
  <T> Optional<T> find(String operation, Function<Context, T> sdkCall) {
    CallDoubt doubt = new CallDoubt();
    try {
      return Optional.of(answer(sdkCall, doubt));
    } catch (RuntimeException e) {
      CallFailure failure = CallFailure.of(e);
      if (failure.absent()) {
        return Optional.empty();
      }
      throw exception(operation, failure, doubt);
    }
  }

  private static <T> T answer(Function<Context, T> sdkCall, CallDoubt doubt) {
    T answer = sdkCall.apply(doubt.context());
    if (answer == null) {
      throw new BrokenAnswerException("nothing");
    }
    return answer;
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
