package highavailability.local;

import highavailability.jobs.Decision;
import highavailability.jobs.Job;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One of three regions dies completely while some of 30 jobs wait there, some run there, and some
 * have finished there and are not provisioned yet; later it comes back.
 */
final class RegionDown {
  private static final int VICTIM = 1;
  private static final Duration LONG = Duration.ofMinutes(6);

  void run(ScenarioRun run) {
    String victim = run.region(VICTIM).accountName();
    run.await(
        "at %s some jobs wait, some run, and one has just finished".formatted(victim),
        LONG,
        () -> isInTheMiddle(run, victim));
    Instant failure = Instant.now();
    run.faults(VICTIM).regionDown();
    run.say("%s is down: API, storage and events", victim);
    Set<String> stranded =
        finishedOnly(run, victim).stream().map(Job::jobName).collect(Collectors.toSet());
    Set<String> running =
        run.jobs(j -> !j.isDecided() && isAt(j, victim)).stream()
            .map(Job::jobName)
            .collect(Collectors.toSet());
    List<String> late = run.submit(30 - run.jobNames().size());
    run.say(
        "%d jobs are finished there only, %d are undecided there", stranded.size(), running.size());

    run.await(
        "all later requests are accepted elsewhere",
        LONG,
        () -> late.stream().allMatch(name -> isElsewhere(run, name, victim)));
    run.await(
        "all undecided jobs are resubmitted elsewhere",
        LONG,
        () -> running.stream().allMatch(name -> isElsewhere(run, name, victim)));
    run.say(
        "From the failure to the last affected submission accepted elsewhere: %.1f s",
        seconds(failure, run, late));
    run.say(
        "From the failure to the last affected running job resubmitted: %.1f s",
        seconds(failure, run, List.copyOf(running)));
    run.await(
        "all but what only %s has is provisioned".formatted(victim),
        LONG,
        () -> run.provisioned() >= 30 - stranded.size());
    run.expect(
        "the events say that %s is pending".formatted(victim),
        run.completedEvents().stream()
            .anyMatch(e -> e.pendingMediaServiceAccountNames().equals(List.of(victim))));
    run.expect("no message is on a poison queue", run.poisonMessages() == 0);

    run.faults(VICTIM).regionUp();
    run.say("%s is back", victim);
    run.expectProvisioned(30, LONG);
    run.expectAllIsWell(LONG);
  }

  /** Requests keep coming, one for each region a second, so that jobs are in every state. */
  private static boolean isInTheMiddle(ScenarioRun run, String victim) {
    if (run.jobNames().size() < 24 && run.elapsed().toSeconds() >= run.jobNames().size() / 3) {
      run.submit(3);
    }
    return isSeen(run, victim, Set.of("Queued", "Scheduled"))
        && isSeen(run, victim, Set.of("Processing"))
        && hasJustFinished(run, victim);
  }

  /** The events say which jobs are worth a look, so that the short moment is not missed. */
  private static boolean hasJustFinished(ScenarioRun run, String victim) {
    return run.jobNames().stream()
        .filter(
            name ->
                run.seen(name)
                    .filter(s -> s.account().equals(victim) && s.state().equals("Finished"))
                    .isPresent())
        .flatMap(name -> run.job(name).stream())
        .anyMatch(job -> isFinishedOnlyAt(job, victim));
  }

  private static boolean isSeen(ScenarioRun run, String account, Set<String> states) {
    return run.jobNames().stream()
        .flatMap(name -> run.seen(name).stream())
        .anyMatch(s -> s.account().equals(account) && states.contains(s.state()));
  }

  private static List<Job> finishedOnly(ScenarioRun run, String account) {
    return run.jobs(job -> isFinishedOnlyAt(job, account));
  }

  private static boolean isFinishedOnlyAt(Job job, String account) {
    return isAt(job, account)
        && job.decision().orElse(null) instanceof Decision.Finished
        && job.followUps().completedEvent().isEmpty();
  }

  private static boolean isAt(Job job, String account) {
    return job.current().account().filter(account::equals).isPresent();
  }

  private static boolean isElsewhere(ScenarioRun run, String jobName, String account) {
    return run.job(jobName)
        .flatMap(j -> j.current().account())
        .filter(a -> !a.equals(account))
        .isPresent();
  }

  private static double seconds(Instant failure, ScenarioRun run, List<String> jobNames) {
    return jobNames.stream()
            .map(run::job)
            .flatMap(Optional::stream)
            .map(j -> Duration.between(failure, j.current().submittedAt()))
            .max(Duration::compareTo)
            .orElse(Duration.ZERO)
            .toMillis()
        / 1000.0;
  }
}
