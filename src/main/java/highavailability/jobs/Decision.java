package highavailability.jobs;

import java.time.Instant;

/** How a job ended, once and for all. */
public sealed interface Decision {
  /** The attempt that decided the job, from 1. */
  int attempt();

  /** When it was decided. */
  Instant at();

  /** The attempt's output asset is complete and is the job's result. */
  record Finished(int attempt, Instant at) implements Decision {}

  /**
   * The job is given up.
   *
   * @param code the service's error code, or the app's own
   * @param message what went wrong, for a person
   */
  record Failed(int attempt, Instant at, String code, String message) implements Decision {}
}
