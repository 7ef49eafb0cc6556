package highavailability.health;

import highavailability.jobs.JobError;
import highavailability.jobs.JobOutputStatus;
import highavailability.jobs.JobState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Says what an attempt tells of its instance's health: one that finished, failed for the user's own
 * fault or is within its time speaks for the instance; a system error and a stuck job speak against
 * it; a cancelled one says nothing. Elapsed time is counted from the submission, so a job that has
 * gone silent is found too (004_769afd586cfce8b9.txt, "Instance health module details").
 */
final class JobOutcomeRule {
  private final HealthSettings settings;

  JobOutcomeRule(HealthSettings settings) {
    this.settings = settings;
  }

  Optional<Boolean> speaksForInstance(JobOutputStatus status, Instant now) {
    return switch (status.state()) {
      case FINISHED -> Optional.of(true);
      case ERROR -> Optional.of(!status.error().map(JobError::retriable).orElse(true));
      case CANCELED, CANCELING -> Optional.empty();
      case QUEUED, SCHEDULED, PROCESSING -> Optional.of(!isStuck(status, now));
    };
  }

  private boolean isStuck(JobOutputStatus status, Instant now) {
    boolean tooLong = isOver(status.submittedAt(), settings.stuckInProcess(), now);
    boolean scheduledTooLong =
        status.state() == JobState.SCHEDULED
            && isOver(
                status.stateTimes().get(JobState.SCHEDULED), settings.stuckInScheduled(), now);
    return tooLong || scheduledTooLong;
  }

  private static boolean isOver(Instant since, Duration limit, Instant now) {
    return Duration.between(since, now).compareTo(limit) > 0;
  }
}
