package highavailability.provisioning;

/**
 * Asset data that could not be read or written. The text is one line, without secrets, and names
 * the account and container.
 */
public final class AssetDataException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Takes what went wrong. */
  public AssetDataException(String message, Throwable cause) {
    super(message, cause);
  }
}
