package highavailability.mediaservices;

import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.util.Context;

/**
 * Whether an earlier try of a call may have been carried out. Then the refusal of a later try does
 * not prove that nothing was done.
 */
final class CallDoubt {
  private static final String KEY = CallDoubt.class.getName();

  private volatile boolean raised;

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
