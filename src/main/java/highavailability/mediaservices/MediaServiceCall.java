package highavailability.mediaservices;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * One HTTP call to a Media Services instance, each retry counted by itself.
 *
 * @param accountName the instance
 * @param startedAt when it was sent
 * @param duration until the answer, or until it was given up
 * @param method the HTTP method
 * @param operation the resource path below the account without names, such as {@code
 *     transforms/jobs}
 * @param status the HTTP status; empty when there was no answer
 */
public record MediaServiceCall(
    String accountName,
    Instant startedAt,
    Duration duration,
    String method,
    String operation,
    OptionalInt status) {
  /** Rejects nulls. */
  public MediaServiceCall {
    Objects.requireNonNull(accountName, "accountName");
    Objects.requireNonNull(startedAt, "startedAt");
    Objects.requireNonNull(duration, "duration");
    Objects.requireNonNull(method, "method");
    Objects.requireNonNull(operation, "operation");
    Objects.requireNonNull(status, "status");
  }

  /** Whether the call speaks for the instance's health: it was answered, and not with a 5xx. */
  public boolean succeeded() {
    return status.isPresent() && status.getAsInt() < 500;
  }
}
