package highavailability.azurestorage;

/**
 * A storage service that gives no answer, after all tries. The text is one line that names the
 * secret which leads to it, and where that is.
 */
public final class StorageUnreachableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StorageUnreachableException(String secretName, String authority, Throwable cause) {
    super(
        "No answer from "
            + authority
            + " ("
            + StorageFailure.oneLine(cause)
            + "); see that it is up, and that secret "
            + secretName
            + " names the right account.",
        cause);
  }
}
