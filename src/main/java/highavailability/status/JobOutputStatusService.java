package highavailability.status;

import highavailability.jobs.AttemptKey;
import highavailability.jobs.InvalidMessageException;
import highavailability.jobs.Job;
import highavailability.jobs.JobDecider;
import highavailability.jobs.JobLedger;
import highavailability.jobs.JobOutputStatusStore;
import highavailability.jobs.JobOutputStatusUpdate;
import highavailability.jobs.JobState;
import highavailability.jobs.JobVerificationRequest;
import highavailability.jobs.Json;
import highavailability.jobs.MessageQueues;
import highavailability.jobs.Names;
import highavailability.jobs.QueueNames;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Merges news of jobs into their status rows (004_769afd586cfce8b9.txt, "Job output status module
 * details"). News of a final state are carried on to the ledger: a finished attempt decides its job
 * and has its asset provisioned, one that failed is verified at once.
 */
public final class JobOutputStatusService {
  private static final Logger log = LoggerFactory.getLogger(JobOutputStatusService.class);

  private final EventGridService events;
  private final InstanceTopics topics;
  private final JobOutputStatusStore statuses;
  private final JobLedger ledger;
  private final JobDecider decider;
  private final MessageQueues queues;

  /** Merges into the given rows. */
  public JobOutputStatusService(
      EventGridService events,
      InstanceTopics topics,
      JobOutputStatusStore statuses,
      JobLedger ledger,
      JobDecider decider,
      MessageQueues queues) {
    this.events = events;
    this.topics = topics;
    this.statuses = statuses;
    this.ledger = ledger;
    this.decider = decider;
    this.queues = queues;
  }

  /**
   * Takes one Event Grid event. One that can never be used is logged and left: refusing it would
   * make Event Grid hold back good ones.
   */
  public void processEvent(String event) {
    try {
      Optional<JobOutputEvent> parsed = events.parse(event);
      if (parsed.isEmpty()) {
        log.debug("An event of another type is left alone");
        return;
      }
      processEvent(parsed.get());
    } catch (InvalidMessageException e) {
      log.warn("An event cannot be used and is left alone: {}", e.getMessage());
    }
  }

  private void processEvent(JobOutputEvent event) {
    Optional<String> account = topics.accountOf(event.topic());
    if (account.isEmpty()) {
      throw new InvalidMessageException(
          "no instance of AMSConfiguration has the topic '" + event.topic() + "'.");
    }
    AttemptKey key =
        event
            .key()
            .or(() -> findByName(account.get(), event.serviceJobName()))
            .filter(k -> k.account().equals(account.get()))
            .orElseThrow(
                () ->
                    new InvalidMessageException(
                        "job '"
                            + event.serviceJobName()
                            + "' at "
                            + account.get()
                            + " is none of this app's."));
    process(
        new JobOutputStatusUpdate(
            key, event.state(), event.time(), event.progress(), event.error()));
  }

  /**
   * Merges news of an attempt, wherever they come from, and carries a final state on to the ledger.
   */
  public void process(JobOutputStatusUpdate update) {
    AttemptKey key = update.key();
    boolean known = statuses.merge(update);
    log.atInfo()
        .addKeyValue("jobName", key.jobName())
        .addKeyValue("attempt", key.attempt())
        .addKeyValue("mediaServiceAccountName", key.account())
        .addKeyValue("state", update.state())
        .log(
            known
                ? "JobOutputStatusService::process merged a job output status"
                : "News of an attempt that no longer counts are left alone");
    if (!known || !update.state().isFinal()) {
      return;
    }
    Optional<Job> job = ledger.find(key.jobName());
    if (job.isPresent()) {
      settle(job.get(), update);
    }
  }

  private void settle(Job job, JobOutputStatusUpdate update) {
    AttemptKey key = update.key();
    if (job.earlier(key.attempt()).isPresent()) {
      // A superseded attempt has come to its end after all: what it left can be removed now.
      verifyNow(job, key);
    } else if (job.isDecided()) {
      decider.sendMissing(job);
    } else if (job.isOpenAt(key.attempt(), key.account())) {
      if (update.state() == JobState.FINISHED) {
        decider.finish(job, key.attempt(), key.account());
      } else {
        verifyNow(job, key);
      }
    }
  }

  /** Has an attempt verified whose instance no longer has its job. */
  void processLost(AttemptKey key) {
    ledger
        .find(key.jobName())
        .filter(job -> job.isOpenAt(key.attempt(), key.account()))
        .ifPresent(job -> verifyNow(job, key));
  }

  private void verifyNow(Job job, AttemptKey key) {
    queues.send(
        QueueNames.JOB_VERIFICATION_REQUESTS,
        Json.write(
            new JobVerificationRequest(
                job.jobName(), key.attempt(), job.counters().check(), key.account())),
        Duration.ZERO);
  }

  /**
   * Finds the attempt of a job that came without its correlation data: the ledger knows what each
   * attempt was called.
   */
  private Optional<AttemptKey> findByName(String account, String serviceJobName) {
    int suffix = serviceJobName.lastIndexOf(Names.SEPARATOR);
    String jobName = suffix < 0 ? serviceJobName : serviceJobName.substring(0, suffix);
    return ledger.find(jobName).stream()
        .flatMap(
            job ->
                Stream.concat(Stream.of(job.current()), job.earlier().stream())
                    .filter(a -> Names.same(a.serviceJobName(job.jobName()), serviceJobName))
                    .map(a -> a.key(job.jobName()).orElse(null)))
        .filter(Objects::nonNull)
        .filter(key -> key.account().equals(account))
        .findFirst();
  }
}
