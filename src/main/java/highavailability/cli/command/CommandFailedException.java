package highavailability.cli.command;

/** What was asked for cannot be done. The text is one line that says why and what to do. */
public final class CommandFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A failure with its text. */
  public CommandFailedException(String message) {
    super(message);
  }

  /** The same, because of another failure. */
  public CommandFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
