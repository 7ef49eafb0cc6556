package highavailability.verification;

/** What becomes of a job that is still stuck after all its verifications. */
public enum StuckJobPolicy {
  /** The job is decided failed, and the log says what to do. */
  REPORT,
  /** The job is given to another instance, and cancelled where it is stuck. */
  CANCEL_AND_RESUBMIT
}
