package highavailability.cli.cleanup;

import highavailability.app.AppComponent;
import highavailability.cli.cleanup.CleanupReport.Outcome;
import highavailability.cli.command.FailureText;
import highavailability.jobs.JobOutputStatusStore;
import highavailability.jobs.JobState;
import highavailability.jobs.JobStore;
import highavailability.jobs.Names;
import highavailability.jobs.SideBySide;
import highavailability.mediaservices.MediaServiceAdministration.JobItem;
import highavailability.mediaservices.MediaServiceAdministrations;
import highavailability.mediaservices.MediaServiceCallException;
import highavailability.mediaservices.MediaServiceInstance;
import highavailability.mediaservices.MediaServiceInstances;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Removes what jobs have left at instances. Every step can be repeated, and what is gone is no
 * error, so it can be stopped at any point and started again.
 */
final class Cleanup {
  private final MediaServiceInstances instances;
  private final MediaServiceAdministrations administrations;
  private final JobStore jobs;
  private final InputsInUse inputsInUse;
  private final SideBySide sideBySide;
  private final Clock clock;

  Cleanup(
      MediaServiceInstances instances,
      MediaServiceAdministrations administrations,
      JobStore jobs,
      JobOutputStatusStore statuses,
      SideBySide sideBySide,
      Clock clock) {
    this.instances = instances;
    this.administrations = administrations;
    this.jobs = jobs;
    this.inputsInUse = new InputsInUse(jobs, statuses);
    this.sideBySide = sideBySide;
    this.clock = clock;
  }

  static Cleanup of(AppComponent app) {
    return new Cleanup(
        app.mediaServiceInstances(),
        app.mediaServiceAdministrations(),
        app.jobStore(),
        app.jobOutputStatusStore(),
        app.sideBySide(),
        app.clock());
  }

  /** Looks what there is to delete at instances, and deletes nothing. */
  CleanupPlan plan(CleanupSelection selection, List<String> accounts) {
    Map<String, List<CleanupPlan.Step>> found = new ConcurrentHashMap<>();
    CleanupOwners owners =
        new CleanupOwners(
            remembering(jobs::find), remembering(jobs::findOutputAssetOwner), inputsInUse());
    Map<String, RuntimeException> failures =
        sideBySide.failures(
            accounts,
            account ->
                found.put(
                    account,
                    new CleanupSearch(administrations.administrationOf(account), owners, selection)
                        .steps()));
    // Only an instance may fail: without the ledger nobody knows what belongs to whom.
    failures.values().stream()
        .filter(e -> !(e instanceof MediaServiceCallException))
        .findFirst()
        .ifPresent(
            e -> {
              throw e;
            });
    return new CleanupPlan(accounts, found, failures);
  }

  /**
   * Deletes what a plan says, unless its job is no longer over: jobs first, then locators, then
   * assets.
   */
  CleanupReport delete(CleanupPlan plan, CleanupSelection selection) {
    CleanupOwners owners = new CleanupOwners(jobs::find, jobs::findOutputAssetOwner, inputsInUse());
    Map<String, List<CleanupReport.Row>> rows = new ConcurrentHashMap<>();
    sideBySide.forEach(
        plan.steps().keySet(),
        account -> {
          List<CleanupReport.Row> done = new ArrayList<>();
          for (CleanupPlan.Step step : plan.steps().get(account)) {
            done.add(
                step.reasonToKeep().isPresent()
                    ? CleanupReport.Row.of(account, step, Outcome.kept, step.reasonToKeep())
                    : delete(account, step, owners, selection));
          }
          rows.put(account, done);
        });
    return CleanupReport.of(plan, false, rows);
  }

  private CleanupReport.Row delete(
      String account, CleanupPlan.Step step, CleanupOwners owners, CleanupSelection selection) {
    Optional<String> meanwhile = selection.reasonToKeep(owners.objectionsTo(step.decisive()));
    if (meanwhile.isPresent()) {
      return CleanupReport.Row.of(account, step, Outcome.kept, meanwhile);
    }
    try {
      delete(account, step.thing());
      return CleanupReport.Row.of(account, step, Outcome.deleted, Optional.empty());
    } catch (MediaServiceCallException e) {
      return CleanupReport.Row.of(
          account, step, Outcome.failed, Optional.of(FailureText.of(e).get(0)));
    }
  }

  private void delete(String account, CleanupThing thing) {
    MediaServiceInstance instance = instances.get(account);
    if (thing instanceof CleanupThing.OfJob job) {
      delete(instance, job.job());
    } else if (thing instanceof CleanupThing.OfLocator locator) {
      administrations.administrationOf(account).deleteStreamingLocator(locator.name());
    } else {
      instance.deleteAsset(thing.name());
    }
  }

  private static void delete(MediaServiceInstance instance, JobItem job) {
    boolean over = JobState.named(job.state()).filter(JobState::isFinal).isPresent();
    if (!over) {
      instance.cancelJob(job.transformName(), job.name());
    }
    instance.deleteJob(job.transformName(), job.name());
  }

  private Map<String, String> inputsInUse() {
    return inputsInUse.find(instances.accountNames(), clock.instant());
  }

  /** The same thing is in every region, so the same question comes from each. */
  private static <T> Function<String, Optional<T>> remembering(
      Function<String, Optional<T>> question) {
    Map<String, Optional<T>> answers = new ConcurrentHashMap<>();
    return name -> answers.computeIfAbsent(Names.canonical(name), n -> question.apply(name));
  }
}
