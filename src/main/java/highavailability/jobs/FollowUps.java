package highavailability.jobs;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Follow-ups of a job's decision, each marked after it was done.
 *
 * @param provisioningRequestedAt when the provisioning request was sent
 * @param completedEvent the event as it is or will be sent, byte for byte
 * @param completedEventSentAt when it was sent
 * @param pendingAccounts the instances that still miss something of the published asset
 * @param catchUpsRequestedAt when the requests for those were sent
 * @param failedEventSentAt when the event of the failure was sent
 * @param cleanedUpAt when the job was removed at its instance
 */
public record FollowUps(
    Optional<Instant> provisioningRequestedAt,
    Optional<String> completedEvent,
    Optional<Instant> completedEventSentAt,
    Set<String> pendingAccounts,
    Optional<Instant> catchUpsRequestedAt,
    Optional<Instant> failedEventSentAt,
    Optional<Instant> cleanedUpAt) {
  /** Nothing done yet. */
  public static final FollowUps NONE =
      new FollowUps(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Set.of(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /** Rejects nulls and copies the set. */
  public FollowUps {
    Objects.requireNonNull(provisioningRequestedAt, "provisioningRequestedAt");
    Objects.requireNonNull(completedEvent, "completedEvent");
    Objects.requireNonNull(completedEventSentAt, "completedEventSentAt");
    pendingAccounts = Set.copyOf(pendingAccounts);
    Objects.requireNonNull(catchUpsRequestedAt, "catchUpsRequestedAt");
    Objects.requireNonNull(failedEventSentAt, "failedEventSentAt");
    Objects.requireNonNull(cleanedUpAt, "cleanedUpAt");
  }

  FollowUps withProvisioningRequestedAt(Instant at) {
    return new FollowUps(
        Optional.of(at),
        completedEvent,
        completedEventSentAt,
        pendingAccounts,
        catchUpsRequestedAt,
        failedEventSentAt,
        cleanedUpAt);
  }

  /**
   * Decides what the completed event will say, and which instances are to be caught up after it.
   */
  public FollowUps withCompletedEvent(String event, Set<String> pending) {
    return new FollowUps(
        provisioningRequestedAt,
        Optional.of(event),
        completedEventSentAt,
        pending,
        catchUpsRequestedAt,
        failedEventSentAt,
        cleanedUpAt);
  }

  FollowUps withCompletedEventSentAt(Instant at) {
    return new FollowUps(
        provisioningRequestedAt,
        completedEvent,
        Optional.of(at),
        pendingAccounts,
        catchUpsRequestedAt,
        failedEventSentAt,
        cleanedUpAt);
  }

  FollowUps withCatchUpsRequestedAt(Instant at) {
    return new FollowUps(
        provisioningRequestedAt,
        completedEvent,
        completedEventSentAt,
        pendingAccounts,
        Optional.of(at),
        failedEventSentAt,
        cleanedUpAt);
  }

  /** Notes that an instance is pending no longer. */
  public FollowUps withoutPending(String accountName) {
    Set<String> rest = new TreeSet<>(pendingAccounts);
    rest.remove(accountName);
    return new FollowUps(
        provisioningRequestedAt,
        completedEvent,
        completedEventSentAt,
        rest,
        catchUpsRequestedAt,
        failedEventSentAt,
        cleanedUpAt);
  }

  FollowUps withFailedEventSentAt(Instant at) {
    return new FollowUps(
        provisioningRequestedAt,
        completedEvent,
        completedEventSentAt,
        pendingAccounts,
        catchUpsRequestedAt,
        Optional.of(at),
        cleanedUpAt);
  }

  /** Notes that the job was removed at its instance. */
  public FollowUps withCleanedUpAt(Instant at) {
    return new FollowUps(
        provisioningRequestedAt,
        completedEvent,
        completedEventSentAt,
        pendingAccounts,
        catchUpsRequestedAt,
        failedEventSentAt,
        Optional.of(at));
  }
}
