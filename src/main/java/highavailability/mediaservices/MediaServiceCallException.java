package highavailability.mediaservices;

import java.util.Objects;
import java.util.OptionalInt;

/**
 * A call to a Media Services instance that did not do what was asked. The text is one line, without
 * secrets.
 */
public final class MediaServiceCallException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String accountName;
  private final String operation;
  private final Outcome outcome;
  private final int status;

  /** What is known of what the instance did. */
  public enum Outcome {
    /** It answered that it will not do this: a 4xx other than 408 and 429. Nothing was done. */
    REFUSED,
    /**
     * It cannot be asked, or cannot take this now (connection refused, 408, 429, 503, circuit
     * open). Nothing was done.
     */
    UNAVAILABLE,
    /** There was no answer, or a 5xx that tells nothing: it may or may not have been done. */
    UNKNOWN
  }

  /**
   * Takes what is known.
   *
   * @param accountName the instance
   * @param operation what was asked, such as {@code Jobs.create}
   * @param outcome what the instance did
   * @param status the HTTP status, if there was an answer
   * @param detail the service's code and words, or what went wrong on the way
   */
  public MediaServiceCallException(
      String accountName,
      String operation,
      Outcome outcome,
      OptionalInt status,
      String detail,
      Throwable cause) {
    super(
        operation
            + " at "
            + accountName
            + (status.isPresent() ? " answered " + status.getAsInt() : " got no answer")
            + ": "
            + detail,
        cause);
    this.accountName = Objects.requireNonNull(accountName, "accountName");
    this.operation = Objects.requireNonNull(operation, "operation");
    this.outcome = Objects.requireNonNull(outcome, "outcome");
    this.status = status.orElse(0);
  }

  private MediaServiceCallException(MediaServiceCallException e, Outcome outcome) {
    super(e.getMessage(), e.getCause());
    this.accountName = e.accountName;
    this.operation = e.operation;
    this.outcome = outcome;
    this.status = e.status;
  }

  /** The same failure, for a caller that knows better what it means. */
  public MediaServiceCallException as(Outcome other) {
    return other == outcome ? this : new MediaServiceCallException(this, other);
  }

  /** The instance. */
  public String accountName() {
    return accountName;
  }

  /** What was asked. */
  public String operation() {
    return operation;
  }

  /** What the instance did, as far as known. */
  public Outcome outcome() {
    return outcome;
  }

  /** The HTTP status; empty when there was no answer. */
  public OptionalInt status() {
    return status == 0 ? OptionalInt.empty() : OptionalInt.of(status);
  }
}
