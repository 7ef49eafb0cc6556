package highavailability.jobs;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Sends what a job's decision calls for and is not marked as sent: first the decision, then the
 * message, then the mark. Anybody who comes across a decided job may call it, so a crash between
 * two of these steps is mended by the next one who does. Callers in one process wait for one
 * another, so a storm of repeats sends once; a repeat from another process carries the same id and
 * bytes.
 */
public final class FollowUpSender {
  private static final int LOCKS = 64;

  private static final Duration FIRST_CATCH_UP = Duration.ofSeconds(15);

  private final JobLedger ledger;
  private final MessageQueues queues;
  private final Clock clock;
  private final List<ReentrantLock> locks =
      Stream.generate(ReentrantLock::new).limit(LOCKS).toList();

  /** Sends over the given queues and marks in the given ledger. */
  public FollowUpSender(JobLedger ledger, MessageQueues queues, Clock clock) {
    this.ledger = ledger;
    this.queues = queues;
    this.clock = clock;
  }

  /** Sends what is missing; does nothing for an undecided job or one that has all. */
  public void sendMissing(Job job) {
    if (missing(job).isEmpty()) {
      return;
    }
    Lock lock = locks.get(Math.floorMod(Names.canonical(job.jobName()).hashCode(), LOCKS));
    lock.lock();
    try {
      Job row = ledger.find(job.jobName()).orElse(job);
      for (Optional<FollowUp> next = missing(row); next.isPresent(); next = missing(row)) {
        next.get().send().accept(row);
        Function<FollowUps, FollowUps> mark = next.get().mark();
        Optional<Decision> decision = row.decision();
        // A failure that was taken back meanwhile leaves nothing to be marked.
        row =
            ledger
                .update(
                    row,
                    j ->
                        j.decision().equals(decision)
                            ? Optional.of(j.withFollowUps(mark.apply(j.followUps())))
                            : Optional.empty())
                .job();
      }
    } finally {
      lock.unlock();
    }
  }

  private record FollowUp(Consumer<Job> send, Function<FollowUps, FollowUps> mark) {}

  private Optional<FollowUp> missing(Job job) {
    FollowUps done = job.followUps();
    if (job.decision().isEmpty()) {
      return Optional.empty();
    }
    if (job.decision().get() instanceof Decision.Failed) {
      return done.failedEventSentAt().isPresent()
          ? Optional.empty()
          : Optional.of(
              new FollowUp(this::sendFailedEvent, f -> f.withFailedEventSentAt(clock.instant())));
    }
    if (done.provisioningRequestedAt().isEmpty()) {
      return Optional.of(
          new FollowUp(
              this::sendProvisioningRequest, f -> f.withProvisioningRequestedAt(clock.instant())));
    }
    if (done.completedEvent().isPresent() && done.completedEventSentAt().isEmpty()) {
      return Optional.of(
          new FollowUp(this::sendCompletedEvent, f -> f.withCompletedEventSentAt(clock.instant())));
    }
    if (done.completedEventSentAt().isPresent()
        && !done.pendingAccounts().isEmpty()
        && done.catchUpsRequestedAt().isEmpty()) {
      return Optional.of(
          new FollowUp(this::sendCatchUps, f -> f.withCatchUpsRequestedAt(clock.instant())));
    }
    return Optional.empty();
  }

  /**
   * One request for each instance that misses something, so that they do not wait for one another.
   */
  private void sendCatchUps(Job job) {
    String asset = job.current().assetName(job.outputAssetName());
    for (String account : job.followUps().pendingAccounts()) {
      send(
          QueueNames.PROVISIONING_REQUESTS,
          new ProvisioningRequest(
              DerivedIds.of(job.jobName(), "catch-up-of-" + account).toString(),
              job.jobName(),
              asset,
              job.current().account().orElseThrow(),
              asset,
              List.of(account)),
          FIRST_CATCH_UP);
    }
  }

  private void sendProvisioningRequest(Job job) {
    String asset = job.current().assetName(job.outputAssetName());
    send(
        QueueNames.PROVISIONING_REQUESTS,
        new ProvisioningRequest(
            DerivedIds.of(job.jobName(), "provisioning-request").toString(),
            job.jobName(),
            asset,
            job.current().account().orElseThrow(),
            asset,
            null),
        Duration.ZERO);
  }

  private void sendCompletedEvent(Job job) {
    queues.send(
        QueueNames.PROVISIONING_COMPLETED_EVENTS,
        job.followUps().completedEvent().orElseThrow(),
        Duration.ZERO);
  }

  private void sendFailedEvent(Job job) {
    Decision.Failed failed = (Decision.Failed) job.decision().orElseThrow();
    send(
        QueueNames.JOB_FAILED_EVENTS,
        new JobFailedEvent(
            DerivedIds.of(job.jobName(), "job-failed-event-" + failed.attempt()).toString(),
            job.jobName(),
            failed.code(),
            failed.message(),
            Stream.concat(job.earlier().stream(), Stream.of(job.current()))
                .map(
                    a ->
                        new JobFailedEvent.AttemptOutcome(
                            a.account().orElse(null), a.outcome().orElse(failed.code())))
                .toList()),
        Duration.ZERO);
  }

  private void send(String queueName, Object message, Duration visibleAfter) {
    queues.send(queueName, Json.write(message), visibleAfter);
  }
}
