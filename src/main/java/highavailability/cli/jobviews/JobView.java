package highavailability.cli.jobviews;

import highavailability.jobs.Decision;
import highavailability.jobs.Job;
import highavailability.jobs.JobError;
import highavailability.jobs.JobOutputStatus;
import highavailability.jobs.JobState;
import highavailability.jobs.Json;
import highavailability.jobs.PoisonMessage;
import highavailability.jobs.ProvisioningCompletedEvent;
import highavailability.jobs.QueueNames;
import highavailability.jobs.Redaction;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A job as a person sees it, from its row in the ledger and the status of its current attempt.
 *
 * @param jobName the job
 * @param stage how far it is
 * @param percent done, while it is processed
 * @param since when it came there, as far as known
 * @param trouble what went wrong
 * @param provisioned the instances that have all of its asset
 * @param pending the instances that still miss something of it
 * @param url where its asset can be played
 * @param job its row; empty when it has none
 */
public record JobView(
    String jobName,
    JobStage stage,
    Optional<Integer> percent,
    Optional<Instant> since,
    Optional<Trouble> trouble,
    List<String> provisioned,
    List<String> pending,
    Optional<String> url,
    Optional<Job> job) {

  /**
   * What went wrong.
   *
   * @param code the service's, or the app's own
   */
  public record Trouble(String code, String message) {
    /** Takes secrets out: services like to repeat the URL that they could not read. */
    public Trouble {
      message = Redaction.redact(message);
    }
  }

  /** Copies lists. */
  public JobView {
    provisioned = List.copyOf(provisioned);
    pending = List.copyOf(pending);
  }

  /**
   * The view of a job that the ledger has.
   *
   * @param status of its current attempt
   * @param accounts the instances of the configuration
   */
  public static JobView of(Job job, Optional<JobOutputStatus> status, Collection<String> accounts) {
    if (job.decision().orElse(null) instanceof Decision.Failed failed) {
      return without(job, JobStage.FAILED, failed.at())
          .with(new Trouble(failed.code(), failed.message()));
    }
    if (job.isDecided()) {
      return finished(job, accounts);
    }
    if (job.current().account().isEmpty()) {
      return without(job, JobStage.WAITING, job.waitingSince().orElse(job.current().submittedAt()));
    }
    if (status.isEmpty() || status.get().stateTimes().isEmpty()) {
      return without(job, JobStage.SUBMITTED, job.current().submittedAt());
    }
    return atInstance(job, status.get());
  }

  /** A job that has no row. */
  public static JobView absent(String jobName, JobStage stage) {
    return new JobView(
        jobName,
        stage,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty());
  }

  /** The same job, which goes no further because of a message. */
  public JobView poisonedBy(PoisonMessage message) {
    return new JobView(
        jobName,
        JobStage.POISONED,
        Optional.empty(),
        Optional.of(message.movedAt()),
        Optional.of(new Trouble(QueueNames.poisonQueueOf(message.queueName()), message.reason())),
        provisioned,
        pending,
        url,
        job);
  }

  /** Whether it ended otherwise than it should. */
  public boolean isBad() {
    return stage == JobStage.FAILED || stage == JobStage.POISONED;
  }

  /** The stage, with the progress where there is one. */
  public String stageText() {
    return stage.label() + percent.map(p -> " " + p + "%").orElse("");
  }

  private static JobView finished(Job job, Collection<String> accounts) {
    Optional<Instant> sentAt = job.followUps().completedEventSentAt();
    if (sentAt.isEmpty()) {
      return without(job, JobStage.FINISHED, job.decision().orElseThrow().at());
    }
    Optional<ProvisioningCompletedEvent> event =
        job.followUps().completedEvent().map(e -> Json.read(e, ProvisioningCompletedEvent.class));
    TreeSet<String> complete = new TreeSet<>();
    event.ifPresent(
        e -> {
          // What was pending and is so no longer was caught up, or has left the configuration.
          complete.addAll(e.pendingMediaServiceAccountNames());
          complete.retainAll(accounts);
          complete.removeAll(job.followUps().pendingAccounts());
          complete.addAll(e.mediaServiceAccountNames());
        });
    return new JobView(
        job.jobName(),
        JobStage.PROVISIONED,
        Optional.empty(),
        sentAt,
        Optional.empty(),
        List.copyOf(complete),
        List.copyOf(new TreeSet<>(job.followUps().pendingAccounts())),
        event.map(ProvisioningCompletedEvent::primaryUrl),
        Optional.of(job));
  }

  private static JobView atInstance(Job job, JobOutputStatus status) {
    JobState state = status.state();
    JobView view = without(job, JobStage.of(state), status.stateTimes().get(state));
    Optional<Integer> percent = state == JobState.PROCESSING ? status.progress() : Optional.empty();
    Optional<JobError> error = status.error();
    return new JobView(
        view.jobName,
        view.stage,
        percent,
        view.since,
        error.map(e -> new Trouble(e.code(), e.message())),
        List.of(),
        List.of(),
        Optional.empty(),
        view.job);
  }

  private static JobView without(Job job, JobStage stage, Instant since) {
    return new JobView(
        job.jobName(),
        stage,
        Optional.empty(),
        Optional.of(since),
        Optional.empty(),
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.of(job));
  }

  private JobView with(Trouble what) {
    return new JobView(
        jobName, stage, percent, since, Optional.of(what), provisioned, pending, url, job);
  }
}
