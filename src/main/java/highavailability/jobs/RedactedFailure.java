package highavailability.jobs;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Stands for a failure whose own words would give a secret away, in logs of the app as well as in
 * those of the host, which writes down whatever leaves an invocation.
 */
public final class RedactedFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** More than any failure has; causes may form a circle. */
  private static final int MOST_WORDS = 30;

  private RedactedFailure(RuntimeException failure, String words) {
    super(words);
    setStackTrace(failure.getStackTrace());
  }

  /** The failure itself when it holds no secret, otherwise what can be shown of it. */
  public static RuntimeException of(RuntimeException failure) {
    String words =
        all(failure).limit(MOST_WORDS).map(Throwable::toString).collect(Collectors.joining("; "));
    String shown = Redaction.redact(words);
    return shown.equals(words) ? failure : new RedactedFailure(failure, shown);
  }

  /** The failure, what caused it, and what was suppressed on the way. */
  private static Stream<Throwable> all(Throwable failure) {
    return Stream.concat(
        Stream.of(failure),
        Stream.concat(Stream.ofNullable(failure.getCause()), Stream.of(failure.getSuppressed()))
            .flatMap(RedactedFailure::all));
  }
}
