package highavailability.mediaservices;

import java.util.Objects;
import java.util.OptionalInt;

/** A call that was given up before it was sent, because there was no token for it. */
final class CallNotSentException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  /**
   * Takes why.
   *
   * @param status what the request for a token was answered, if it was
   */
  CallNotSentException(String reason, OptionalInt status, Throwable cause) {
    super(Objects.requireNonNull(reason, "reason"), cause);
    this.status = status.orElse(0);
  }

  OptionalInt status() {
    return status == 0 ? OptionalInt.empty() : OptionalInt.of(status);
  }
}
