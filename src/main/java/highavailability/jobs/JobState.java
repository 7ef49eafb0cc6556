package highavailability.jobs;

import java.util.Locale;
import java.util.Optional;

/** State of a job at its instance, in the order in which a job goes through them. */
public enum JobState {
  /** Accepted by the service. */
  QUEUED("Queued", false),
  /** Waits for an encoder. */
  SCHEDULED("Scheduled", false),
  /** Runs. */
  PROCESSING("Processing", false),
  /** Was asked to stop and has not stopped yet. */
  CANCELING("Canceling", false),
  /** Stopped on request. */
  CANCELED("Canceled", true),
  /** Failed. */
  ERROR("Error", true),
  /** Done; the output asset is complete. */
  FINISHED("Finished", true);

  private final String serviceName;
  private final boolean isFinal;

  JobState(String serviceName, boolean isFinal) {
    this.serviceName = serviceName;
    this.isFinal = isFinal;
  }

  /** The service's own spelling. */
  public String serviceName() {
    return serviceName;
  }

  /** Whether a job stays in this state for good. */
  public boolean isFinal() {
    return isFinal;
  }

  /** The state that the service names so, in any case; empty for a name that is none. */
  public static Optional<JobState> named(String serviceName) {
    if (serviceName == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(valueOf(serviceName.toUpperCase(Locale.ROOT)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
