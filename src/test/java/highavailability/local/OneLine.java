package highavailability.local;

/** A failure in one line, for logs: the storage SDK's messages hold whole XML documents. */
final class OneLine {
  private OneLine() {}

  static String of(Throwable failure) {
    return failure.toString().lines().findFirst().orElse("").strip();
  }
}
