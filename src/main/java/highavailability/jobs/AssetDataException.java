package highavailability.jobs;

/**
 * Asset data that could not be read or written. The text is one line, without secrets, and names
 * the account and container.
 */
public final class AssetDataException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String accountName;

  /**
   * Takes what went wrong.
   *
   * @param accountName the Media Services account whose storage it was
   */
  public AssetDataException(String accountName, String message, Throwable cause) {
    super(message, cause);
    this.accountName = accountName;
  }

  /** The Media Services account whose storage it was. */
  public String accountName() {
    return accountName;
  }
}
