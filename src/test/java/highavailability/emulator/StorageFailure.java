package highavailability.emulator;

/** The attached storage account refused a call, or did not answer it. */
final class StorageFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final boolean refused;

  private StorageFailure(boolean refused, String message, Throwable cause) {
    super(message, cause);
    this.refused = refused;
  }

  static StorageFailure refused(int status, Throwable cause) {
    return new StorageFailure(true, "The storage account answered " + status + ".", cause);
  }

  static StorageFailure unanswered(Throwable cause) {
    return new StorageFailure(
        false, "The storage account did not answer: " + cause.getMessage(), cause);
  }

  boolean isRefused() {
    return refused;
  }
}
