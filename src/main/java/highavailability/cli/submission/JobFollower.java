package highavailability.cli.submission;

import highavailability.cli.command.CommandFailedException;
import highavailability.cli.jobviews.JobStage;
import highavailability.cli.jobviews.JobView;
import highavailability.cli.jobviews.JobViews;
import highavailability.cli.jobviews.PoisonedJobs;
import highavailability.jobs.Job;
import highavailability.jobs.Names;
import highavailability.jobs.Pause;
import highavailability.jobs.PoisonMessage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Follows jobs whose requests were sent, until all have ended. */
final class JobFollower {
  private static final Duration EVERY = Duration.ofSeconds(1);

  /** Reasons of all jobs are read as a whole, which may be many. */
  private static final int LOOKS_BETWEEN_REASONS = 3;

  private final JobViews views;
  private final PoisonedJobs poisoned;
  private final Clock clock;
  private final Pause pause;
  private final Consumer<Collection<JobView>> progress;

  JobFollower(
      JobViews views,
      PoisonedJobs poisoned,
      Clock clock,
      Pause pause,
      Consumer<Collection<JobView>> progress) {
    this.views = views;
    this.poisoned = poisoned;
    this.clock = clock;
    this.pause = pause;
    this.progress = progress;
  }

  /**
   * How things were before the requests were sent: neither an old reason nor an old failure is an
   * answer to them.
   *
   * @param reasons those of poison messages
   * @param jobs jobs that the ledger had, by name
   */
  record Before(Set<PoisonMessage> reasons, Map<String, JobView> jobs) {}

  /**
   * What became of them.
   *
   * @param jobs in the order in which they were asked for
   * @param timedOut whether time was up before all had ended
   */
  record Result(List<JobView> jobs, boolean timedOut) {
    /** Whether all can be played. */
    boolean isWell() {
      return !timedOut && jobs.stream().noneMatch(JobView::isBad);
    }
  }

  /** Looks at things before requests for these jobs are sent. */
  Before before(Collection<String> jobNames) {
    return new Before(poisoned.all(), views.find(jobNames));
  }

  /** Waits until all have ended, or as long as given. */
  Result follow(Collection<String> jobNames, Before before, Duration longest) {
    Instant limit = clock.instant().plus(longest);
    Map<String, JobView> seen = new LinkedHashMap<>();
    jobNames.forEach(name -> seen.put(name, JobView.absent(name, JobStage.REQUESTED)));
    for (int look = 1; ; look++) {
      boolean last = !clock.instant().isBefore(limit);
      look(seen, before, last || look % LOOKS_BETWEEN_REASONS == 0);
      progress.accept(seen.values());
      if (seen.values().stream().allMatch(v -> v.stage().isEnd())) {
        return new Result(List.copyOf(seen.values()), false);
      }
      if (last) {
        return new Result(List.copyOf(seen.values()), true);
      }
      pause.pause(EVERY);
      if (Thread.currentThread().isInterrupted()) {
        throw new CommandFailedException("interrupted; the jobs go on: see msha status");
      }
    }
  }

  private void look(Map<String, JobView> seen, Before before, boolean withReasons) {
    List<String> open =
        seen.keySet().stream().filter(name -> !seen.get(name).stage().isEnd()).toList();
    views
        .find(open)
        .forEach(
            (name, view) ->
                seen.put(
                    name,
                    isAnswer(view, before.jobs().get(name))
                        ? view
                        : JobView.absent(name, JobStage.REQUESTED)));
    if (withReasons) {
      Map<String, PoisonMessage> reasons = poisoned.besides(before.reasons());
      seen.replaceAll(
          (name, view) ->
              Optional.ofNullable(reasons.get(Names.canonical(name)))
                  .filter(r -> !view.stage().isEnd())
                  .map(view::poisonedBy)
                  .orElse(view));
    }
  }

  /** A failed job is tried again by a new request; until then its old failure says nothing. */
  private static boolean isAnswer(JobView view, JobView before) {
    return before == null
        || view.stage() != JobStage.FAILED
        || !view.job().flatMap(Job::decision).equals(before.job().flatMap(Job::decision));
  }
}
