package highavailability.cli.jobviews;

import highavailability.jobs.JobState;
import java.util.Locale;

/** How far a job is, as a person sees it: from its request to assets that can be played. */
public enum JobStage {
  /** The ledger does not know it. */
  UNKNOWN(false),
  /** Its request was sent, and the app has not taken it up yet. */
  REQUESTED(false),
  /** The message that would get it further is on a poison queue. */
  POISONED(true),
  /** No instance has it. */
  WAITING(false),
  /** An instance was asked to take it; there is no news from there yet. */
  SUBMITTED(false),
  /** See {@link JobState#QUEUED}; the same goes for the following. */
  QUEUED(false),
  SCHEDULED(false),
  PROCESSING(false),
  CANCELING(false),
  CANCELED(false),
  /** Its attempt failed; whether there is another one is not decided yet. */
  ERROR(false),
  /** It is encoded, and is being copied and published. */
  FINISHED(false),
  /** It can be played, and the event that says so was sent. */
  PROVISIONED(true),
  /** It is given up. */
  FAILED(true);

  private final boolean isEnd;

  JobStage(boolean isEnd) {
    this.isEnd = isEnd;
  }

  /** Whether a job stays there unless somebody does something. */
  public boolean isEnd() {
    return isEnd;
  }

  /** For people. */
  public String label() {
    return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
  }

  /** The stage of a job whose attempt is in this state. */
  public static JobStage of(JobState state) {
    return valueOf(state.name());
  }
}
