package highavailability.deployment;

/** A template that cannot be evaluated, with the place that is wrong. */
final class TemplateException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TemplateException(String message) {
    super(message);
  }

  /** The same failure with the place where it happened, unless it has one. */
  TemplateException at(String place) {
    return getCause() == null ? new TemplateException(place + ": " + getMessage(), this) : this;
  }

  private TemplateException(String message, TemplateException cause) {
    super(message, cause);
  }
}
