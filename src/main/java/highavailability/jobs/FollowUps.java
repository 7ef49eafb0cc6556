package highavailability.jobs;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Follow-ups of a job's decision, each marked after it was done.
 *
 * @param provisioningRequestedAt when the provisioning request was sent
 * @param completedEvent the event as it is or will be sent, byte for byte
 * @param completedEventSentAt when it was sent
 * @param failedEventSentAt when the event of the failure was sent
 * @param cleanedUpAt when the job was deleted at its instance
 */
public record FollowUps(
    Optional<Instant> provisioningRequestedAt,
    Optional<String> completedEvent,
    Optional<Instant> completedEventSentAt,
    Optional<Instant> failedEventSentAt,
    Optional<Instant> cleanedUpAt) {
  /** Nothing done yet. */
  public static final FollowUps NONE =
      new FollowUps(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** Rejects nulls. */
  public FollowUps {
    Objects.requireNonNull(provisioningRequestedAt, "provisioningRequestedAt");
    Objects.requireNonNull(completedEvent, "completedEvent");
    Objects.requireNonNull(completedEventSentAt, "completedEventSentAt");
    Objects.requireNonNull(failedEventSentAt, "failedEventSentAt");
    Objects.requireNonNull(cleanedUpAt, "cleanedUpAt");
  }

  FollowUps withProvisioningRequestedAt(Instant at) {
    return new FollowUps(
        Optional.of(at), completedEvent, completedEventSentAt, failedEventSentAt, cleanedUpAt);
  }

  /** Decides what the completed event will say. */
  public FollowUps withCompletedEvent(String event) {
    return new FollowUps(
        provisioningRequestedAt,
        Optional.of(event),
        completedEventSentAt,
        failedEventSentAt,
        cleanedUpAt);
  }

  FollowUps withCompletedEventSentAt(Instant at) {
    return new FollowUps(
        provisioningRequestedAt, completedEvent, Optional.of(at), failedEventSentAt, cleanedUpAt);
  }

  FollowUps withFailedEventSentAt(Instant at) {
    return new FollowUps(
        provisioningRequestedAt,
        completedEvent,
        completedEventSentAt,
        Optional.of(at),
        cleanedUpAt);
  }

  /** Notes that the job was deleted at its instance. */
  public FollowUps withCleanedUpAt(Instant at) {
    return new FollowUps(
        provisioningRequestedAt,
        completedEvent,
        completedEventSentAt,
        failedEventSentAt,
        Optional.of(at));
  }
}
