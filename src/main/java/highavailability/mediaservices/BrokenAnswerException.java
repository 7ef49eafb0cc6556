package highavailability.mediaservices;

/** A successful answer that lacks what it must have. */
final class BrokenAnswerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BrokenAnswerException(String what) {
    super(what);
  }
}
