package highavailability.mediaservices;

import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.util.Context;

/**
 * Whether an earlier try of a call may have been carried out. Then the refusal of a later try does
 * not prove that nothing was done.
 */
final class CallDoubt {
  private static final String KEY = CallDoubt.class.getName();

  private final boolean repeatable;
  private volatile boolean raised;

  /**
   * Takes what may be done about it.
   *
   * @param repeatable whether a call may be sent again although it may have been done: not when a
   *     late first execution after the second would do harm
   */
  CallDoubt(boolean repeatable) {
    this.repeatable = repeatable;
  }

  /** Whether a call that may have been done already may be sent again. */
  static boolean isRepeatable(HttpPipelineCallContext call) {
    return call.getData(KEY)
        .filter(CallDoubt.class::isInstance)
        .map(CallDoubt.class::cast)
        .map(doubt -> doubt.repeatable)
        .orElse(true);
  }

  Context context() {
    return new Context(KEY, this);
  }

  static void raise(HttpPipelineCallContext call) {
    call.getData(KEY)
        .filter(CallDoubt.class::isInstance)
        .map(CallDoubt.class::cast)
        .ifPresent(doubt -> doubt.raised = true);
  }

  boolean isRaised() {
    return raised;
  }
}
