package highavailability.jobs;

import java.util.Objects;

/**
 * Why a job ended in {@link JobState#ERROR}.
 *
 * @param code the service's code, such as {@code DownloadNotAccessible}
 * @param category the service's category, such as {@code Download}; empty when unknown
 * @param message the service's words
 * @param retriable whether the service says that another try may help ({@code MayRetry})
 */
public record JobError(String code, String category, String message, boolean retriable) {
  /** Rejects nulls. */
  public JobError {
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(category, "category");
    Objects.requireNonNull(message, "message");
  }
}
