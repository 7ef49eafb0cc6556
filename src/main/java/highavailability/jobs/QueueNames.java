package highavailability.jobs;

/** Names of the storage queues that modules and users exchange messages through. */
public final class QueueNames {
  /** Job requests, as users drop them: {@link JobRequest}. */
  public static final String JOB_REQUESTS = "job-requests";

  /** Looks at running attempts, mostly delayed: {@link JobVerificationRequest}. */
  public static final String JOB_VERIFICATION_REQUESTS = "job-verification-requests";

  /** Finished assets that wait to be copied and published: {@link ProvisioningRequest}. */
  public static final String PROVISIONING_REQUESTS = "provisioning-requests";

  /** One event for each playable job, for users to read: {@link ProvisioningCompletedEvent}. */
  public static final String PROVISIONING_COMPLETED_EVENTS = "provisioning-completed-events";

  /** One event for each job that is decided failed, for users to read: {@link JobFailedEvent}. */
  public static final String JOB_FAILED_EVENTS = "job-failed-events";

  private QueueNames() {}

  /** The queue that takes what cannot be processed; the suffix is the Functions host's. */
  public static String poisonQueueOf(String queueName) {
    return queueName + "-poison";
  }
}
