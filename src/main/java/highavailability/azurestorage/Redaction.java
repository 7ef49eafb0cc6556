package highavailability.azurestorage;

import java.util.regex.Pattern;

/** Keeps signatures and keys out of what people read. */
final class Redaction {
  private static final Pattern SECRET =
      Pattern.compile(
          "((?:sig|AccountKey|SharedAccessSignature)(?:=|%3D))[^\\s;'\"]*",
          Pattern.CASE_INSENSITIVE);

  private static final int MAX_LENGTH = 300;

  private Redaction() {}

  /** What went wrong at the bottom of it, as one line. */
  static String oneLine(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String text = root.getClass().getSimpleName() + ": " + root.getMessage();
    String redacted = SECRET.matcher(text).replaceAll("$1***");
    return Row.cut(redacted.replaceAll("\\s+", " ").strip(), MAX_LENGTH);
  }

  /** The failure as a cause, or null when its words would give a secret away. */
  static Throwable cause(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t.getMessage() != null && SECRET.matcher(t.getMessage()).find()) {
        return null;
      }
    }
    return failure;
  }
}
