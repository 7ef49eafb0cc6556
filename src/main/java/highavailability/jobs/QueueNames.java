package highavailability.jobs;

import java.util.List;
import java.util.stream.Stream;

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

  private static final List<String> TRIGGERS =
      List.of(JOB_REQUESTS, JOB_VERIFICATION_REQUESTS, PROVISIONING_REQUESTS);

  /** All of them, poison queues last. */
  public static final List<String> ALL =
      Stream.of(
              TRIGGERS,
              List.of(PROVISIONING_COMPLETED_EVENTS, JOB_FAILED_EVENTS),
              TRIGGERS.stream().map(QueueNames::poisonQueueOf).toList())
          .flatMap(List::stream)
          .toList();

  private QueueNames() {}

  /** The queue that takes what cannot be processed; the suffix is the Functions host's. */
  public static String poisonQueueOf(String queueName) {
    return queueName + "-poison";
  }
}
