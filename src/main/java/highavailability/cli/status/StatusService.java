package highavailability.cli.status;

import highavailability.app.AppComponent;
import highavailability.cli.jobviews.JobStage;
import highavailability.cli.jobviews.JobView;
import highavailability.cli.jobviews.JobViews;
import highavailability.cli.jobviews.PoisonedJobs;
import highavailability.jobs.JobOutputStatus;
import highavailability.jobs.OperatorQueues;
import highavailability.jobs.PoisonMessage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Answers what the command {@code status} asks. */
final class StatusService {
  /** Stages that an attempt's status tells; for the others the ledger is asked. */
  private static final Set<JobStage> AT_INSTANCE =
      EnumSet.range(JobStage.SUBMITTED, JobStage.FINISHED);

  private final JobViews views;
  private final PoisonedJobs poisoned;
  private final RecentJobs recent;
  private final OperatorQueues queues;
  private final List<String> accounts;
  private final Clock clock;

  StatusService(
      JobViews views,
      PoisonedJobs poisoned,
      RecentJobs recent,
      OperatorQueues queues,
      List<String> accounts,
      Clock clock) {
    this.views = views;
    this.poisoned = poisoned;
    this.recent = recent;
    this.queues = queues;
    this.accounts = accounts;
    this.clock = clock;
  }

  static StatusService of(AppComponent app) {
    return new StatusService(
        JobViews.of(app),
        new PoisonedJobs(app.poisonMessageStore()),
        RecentJobs.of(app),
        app.operatorQueues(),
        app.mediaServiceInstances().accountNames(),
        app.clock());
  }

  /** These jobs, known or not. */
  List<JobView> jobs(Collection<String> jobNames) {
    Map<String, JobView> found = views.find(jobNames);
    List<JobView> jobs =
        jobNames.stream()
            .map(
                name ->
                    Optional.ofNullable(found.get(name))
                        .orElseGet(() -> JobView.absent(name, JobStage.UNKNOWN)))
            .toList();
    if (jobs.stream().allMatch(j -> PoisonedJobs.queueOf(j).isEmpty())) {
      return jobs;
    }
    Set<PoisonMessage> reasons = poisoned.ofMessagesOn(queues);
    return jobs.stream().map(j -> PoisonedJobs.applied(j, reasons)).toList();
  }

  /** Jobs of the window until now that are at that stage, by their row or by their attempt. */
  List<JobView> jobs(JobStage stage, Duration window) {
    List<JobOutputStatus> attempts = attempts(clock.instant(), window);
    if (AT_INSTANCE.contains(stage)) {
      return jobs(
          attempts.stream()
              .filter(s -> RecentJobs.stageOf(s) == stage)
              .map(s -> s.key().jobName())
              .toList());
    }
    return jobs(attempts.stream().map(s -> s.key().jobName()).toList()).stream()
        .filter(view -> view.stage() == stage)
        .toList();
  }

  /** Everything of the window until now in numbers. */
  StatusSummary summary(Duration window) {
    Instant now = clock.instant();
    return StatusSummary.of(now.minus(window), now, attempts(now, window), accounts, queues);
  }

  private List<JobOutputStatus> attempts(Instant now, Duration window) {
    return recent.newestAttempts(now.minus(window), now);
  }
}
