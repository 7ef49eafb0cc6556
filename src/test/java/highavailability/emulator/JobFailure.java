package highavailability.emulator;

import java.util.Set;
import java.util.TreeSet;

/**
 * How jobs end in error: at the end of their processing, without any output.
 *
 * @param code such as {@code ServiceTransientError}
 * @param category such as {@code Service}
 * @param retriable whether the error says {@code MayRetry}
 */
public record JobFailure(String code, String category, boolean retriable, Quota quota) {

  private static final Set<String> CATEGORIES =
      Set.of("Service", "Download", "Upload", "Configuration", "Content", "Account");

  public JobFailure {
    if (code.isBlank()) {
      throw new IllegalArgumentException(
          "code is blank: give an error code such as ServiceTransientError");
    }
    if (!CATEGORIES.contains(category)) {
      throw new IllegalArgumentException(
          "category is '" + category + "': give one of " + new TreeSet<>(CATEGORIES));
    }
  }

  JobFailure with(Quota newQuota) {
    return new JobFailure(code, category, retriable, newQuota);
  }

  JobError error() {
    return new JobError(
        code, category, retriable, "The job failed.", "The emulator was told to fail this job.");
  }
}
