package highavailability.health;

import highavailability.jobs.JobError;
import highavailability.jobs.JobOutputStatus;
import highavailability.jobs.StuckRule;
import highavailability.mediaservices.MediaServiceCall;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that speaks for an instance's health or against it.
 *
 * @param good which of both
 * @param at when it was so
 */
record Signal(boolean good, Instant at) {
  static Signal of(MediaServiceCall call) {
    return new Signal(call.succeeded(), call.startedAt());
  }

  /**
   * What an attempt tells of its instance: one that finished, failed for the user's own fault or is
   * within its time speaks for it; a system error and a stuck job speak against it; a cancelled one
   * says nothing (004_769afd586cfce8b9.txt, "Instance health module details").
   */
  static Optional<Signal> of(JobOutputStatus status, StuckRule stuck, Instant now) {
    Instant reached = status.stateTimes().getOrDefault(status.state(), status.submittedAt());
    return switch (status.state()) {
      case FINISHED -> Optional.of(new Signal(true, reached));
      case ERROR ->
          Optional.of(new Signal(!status.error().map(JobError::retriable).orElse(true), reached));
      case CANCELED, CANCELING -> Optional.empty();
      case QUEUED, SCHEDULED, PROCESSING ->
          Optional.of(
              stuck
                  .stuckSince(status, now)
                  .map(since -> new Signal(false, now))
                  .orElse(new Signal(true, reached)));
    };
  }
}
