package highavailability.status;

import java.time.Duration;
import java.util.Objects;

/**
 * What the re-sync depends on.
 *
 * @param window how far back submitted jobs are looked at ({@code TimeWindowToLoadJobsInMinutes})
 * @param silence time without news after which an unfinished job is asked about ({@code
 *     TimeSinceLastUpdateToForceJobResyncInMinutes})
 */
public record SyncSettings(Duration window, Duration silence) {
  /** Rejects nulls. */
  public SyncSettings {
    Objects.requireNonNull(window, "window");
    Objects.requireNonNull(silence, "silence");
  }
}
