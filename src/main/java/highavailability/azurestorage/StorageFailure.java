package highavailability.azurestorage;

import highavailability.jobs.Redaction;

/** Puts a failure of the SDK into words that people may read. */
final class StorageFailure {
  private static final int MAX_LENGTH = 300;

  private StorageFailure() {}

  /** What went wrong at the bottom of it, as one line. */
  static String oneLine(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String text =
        root.getClass().getSimpleName()
            + (root.getMessage() == null ? "" : ": " + root.getMessage());
    return Row.cut(Redaction.redact(text).replaceAll("\\s+", " ").strip(), MAX_LENGTH);
  }

  /** The failure as a cause, or null when its words would give a secret away. */
  static Throwable cause(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t.getMessage() != null && !Redaction.redact(t.getMessage()).equals(t.getMessage())) {
        return null;
      }
    }
    return failure;
  }
}
