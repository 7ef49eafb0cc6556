package highavailability.jobs;

/**
 * A message that can never be processed, however often it is tried: no JSON, a missing or illegal
 * field, an unknown account. Its text names the field and the cure, for the person who reads the
 * poison queue.
 */
public final class InvalidMessageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Takes the reason as the operator will read it. */
  public InvalidMessageException(String reason) {
    super(reason);
  }

  /** Takes the reason and what led to it. */
  public InvalidMessageException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
