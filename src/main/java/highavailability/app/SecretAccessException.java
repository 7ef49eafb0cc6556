package highavailability.app;

/** Secrets that cannot be read. The text is one line and holds no secret. */
public final class SecretAccessException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SecretAccessException(String message, Throwable cause) {
    super(message, cause);
  }
}
