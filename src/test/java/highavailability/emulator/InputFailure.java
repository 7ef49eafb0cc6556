package highavailability.emulator;

/** The input of a job cannot be used. */
final class InputFailure extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient JobError error;

  InputFailure(JobError error) {
    super(error.code() + ": " + error.detail());
    this.error = error;
  }

  JobError error() {
    return error;
  }
}
