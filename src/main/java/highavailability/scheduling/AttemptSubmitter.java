package highavailability.scheduling;

import highavailability.health.InstanceSelector;
import highavailability.jobs.Attempt;
import highavailability.jobs.Job;
import highavailability.jobs.JobLedger;
import highavailability.jobs.JobOutputStatusStore;
import highavailability.jobs.MessageQueues;
import highavailability.mediaservices.MediaServiceCallException;
import highavailability.mediaservices.MediaServiceCallException.Outcome;
import highavailability.mediaservices.MediaServiceInstances;
import highavailability.mediaservices.UnknownInstanceException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Gives the current attempt of a job to an instance. Every step can be repeated, and each comes
 * before what depends on it: the ledger's row, the status row, the delayed verification, the output
 * asset, the job. So wherever an invocation dies, either the next delivery of its message does the
 * steps again, or the verification finds what was left.
 */
final class AttemptSubmitter {
  private static final Logger log = LoggerFactory.getLogger(AttemptSubmitter.class);

  private static final Duration UNTIL_LOOK = Duration.ofMinutes(1);

  private final JobLedger ledger;
  private final JobOutputStatusStore statuses;
  private final MediaServiceInstances instances;
  private final InstanceSelector selector;
  private final InputAssets inputs;
  private final AttemptSteps steps;
  private final Clock clock;

  AttemptSubmitter(
      JobLedger ledger,
      JobOutputStatusStore statuses,
      MessageQueues queues,
      MediaServiceInstances instances,
      InstanceSelector selector,
      InputAssets inputs,
      SchedulingSettings settings,
      Clock clock) {
    this.ledger = ledger;
    this.statuses = statuses;
    this.instances = instances;
    this.selector = selector;
    this.inputs = inputs;
    this.steps = new AttemptSteps(statuses, queues, inputs, settings.verifyAfter());
    this.clock = clock;
  }

  /**
   * Submits the job's current attempt, to the instance that the row names or else to the next
   * usable one, and goes on to another instance when one does not take it.
   *
   * @param avoided instances to be taken only when there is no other
   */
  Submission submit(Job job, Set<String> avoided) {
    Map<String, MediaServiceCallException> failures = new LinkedHashMap<>();
    Job row = job;
    while (!row.isDecided()) {
      boolean isNew = row.current().account().isEmpty();
      Optional<String> next =
          isNew ? nextInstance(row, failures.keySet(), avoided) : row.current().account();
      if (next.isEmpty()) {
        break;
      }
      JobLedger.Change change = isNew ? place(row, next.get()) : touch(row);
      row = change.job();
      if (!change.made()) {
        // Somebody else was faster; what they wrote is looked at anew.
        continue;
      }
      Job placed = row;
      Attempt attempt = row.current();
      String account = attempt.account().get();
      Optional<MediaServiceCallException> failure;
      try {
        failure = steps.take(placed, instances.get(account));
      } catch (UnknownInstanceException e) {
        row = supersede(row, e.getMessage());
        continue;
      }
      if (failure.isPresent()) {
        failures.put(account, failure.get());
        if (!isNew) {
          leave(row, failure.get());
          break;
        }
        row =
            failure.get().outcome() == Outcome.UNKNOWN
                ? supersede(row, failure.get().getMessage())
                : withdraw(row, failure.get());
        continue;
      }
      row = ledger.find(row.jobName()).orElse(row);
      if (row.isDecided() || row.isOpenAt(attempt.number(), account)) {
        row = endWait(row);
        break;
      }
      // Somebody gave the attempt to another instance while this one was taking it.
      stop(row, attempt);
    }
    boolean othersMayTakeIt = !failures.isEmpty() && selector.leavesOut(failures.keySet());
    return new Submission(row, List.copyOf(failures.values()), othersMayTakeIt);
  }

  /**
   * Notes that an attempt is worked on which somebody else has placed. With this, whoever placed it
   * can no longer take it back: the job may be there since.
   */
  private JobLedger.Change touch(Job row) {
    return changeIfCurrent(row, row.current(), j -> j.checked(false));
  }

  /**
   * An attempt that somebody else has placed may run: whatever the instance answers now, only a
   * look at the job can tell.
   */
  private void leave(Job row, MediaServiceCallException e) {
    steps.sendVerification(row, UNTIL_LOOK);
    line(log.atWarn(), row)
        .log("Whether the instance has the job is left to its verification. {}", e.getMessage());
  }

  private Job endWait(Job row) {
    return row.waitingSince().isEmpty()
        ? row
        : ledger
            .update(
                row,
                j ->
                    j.isDecided() || j.waitingSince().isEmpty()
                        ? Optional.empty()
                        : Optional.of(j.waiting(Optional.empty())))
            .job();
  }

  /**
   * Prefers instances that have the job's input assets, and takes an avoided one only when no other
   * is left.
   */
  private Optional<String> nextInstance(Job job, Set<String> failed, Set<String> avoided) {
    Set<String> unwanted = new TreeSet<>(failed);
    unwanted.addAll(avoided);
    Set<String> withoutInputs = new TreeSet<>(unwanted);
    withoutInputs.addAll(inputs.lackedBy(AttemptSteps.inputAssets(job)));
    return selector
        .next(withoutInputs)
        .or(() -> selector.next(unwanted))
        .or(() -> selector.next(failed));
  }

  private JobLedger.Change place(Job row, String account) {
    return ledger.update(
        row,
        j ->
            j.isDecided() || j.current().account().isPresent()
                ? Optional.empty()
                : Optional.of(j.placedAt(account, clock.instant())));
  }

  private Job withdraw(Job row, MediaServiceCallException e) {
    Attempt attempt = row.current();
    line(log.atWarn(), row)
        .log("The instance did not take the job; the next one is tried. {}", e.getMessage());
    JobLedger.Change change =
        ledger.update(
            row,
            j ->
                j.etag().equals(row.etag())
                    ? Optional.of(j.unplaced(clock.instant()))
                    : Optional.empty());
    if (change.made()) {
      statuses.withdraw(attempt.key(row.jobName()).orElseThrow());
    }
    return change.job();
  }

  private Job supersede(Job row, String why) {
    line(log.atWarn(), row)
        .log("The instance may have taken the job; a new attempt is made elsewhere. {}", why);
    return changeIfCurrent(row, row.current(), j -> j.superseded(why, false, clock.instant()))
        .job();
  }

  private JobLedger.Change changeIfCurrent(Job row, Attempt attempt, Function<Job, Job> change) {
    return ledger.update(
        row,
        j ->
            j.isOpenAt(attempt.number(), attempt.account().orElseThrow())
                ? Optional.of(change.apply(j))
                : Optional.empty());
  }

  private void stop(Job row, Attempt left) {
    String account = left.account().orElseThrow();
    try {
      instances.get(account).cancelJob(row.transformName(), left.serviceJobName(row.jobName()));
    } catch (MediaServiceCallException e) {
      line(log.atWarn(), row)
          .log("A job of a superseded attempt could not be cancelled. {}", e.getMessage());
    }
  }

  static LoggingEventBuilder line(LoggingEventBuilder event, Job job) {
    return event
        .addKeyValue("jobName", job.jobName())
        .addKeyValue("attempt", job.current().number())
        .addKeyValue("mediaServiceAccountName", job.current().account().orElse("none"));
  }
}
