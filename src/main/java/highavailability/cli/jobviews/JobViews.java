package highavailability.cli.jobviews;

import highavailability.app.AppComponent;
import highavailability.jobs.Attempt;
import highavailability.jobs.Job;
import highavailability.jobs.JobOutputStatus;
import highavailability.jobs.JobOutputStatusStore;
import highavailability.jobs.JobStore;
import highavailability.jobs.SideBySide;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Looks jobs up. */
public final class JobViews {
  private final JobStore jobs;
  private final JobOutputStatusStore statuses;
  private final List<String> accounts;
  private final SideBySide sideBySide;

  /** Looks in these stores; attempts may be at any of the accounts. */
  public JobViews(
      JobStore jobs, JobOutputStatusStore statuses, List<String> accounts, SideBySide sideBySide) {
    this.jobs = jobs;
    this.statuses = statuses;
    this.accounts = accounts;
    this.sideBySide = sideBySide;
  }

  /** Looks in the app's stores. */
  public static JobViews of(AppComponent app) {
    return new JobViews(
        app.jobStore(),
        app.jobOutputStatusStore(),
        app.mediaServiceInstances().accountNames(),
        app.sideBySide());
  }

  /** The jobs of these names that the ledger has, by the names as they are given. */
  public Map<String, JobView> find(Collection<String> jobNames) {
    Map<String, JobView> found = new ConcurrentHashMap<>();
    sideBySide.forEach(
        List.copyOf(jobNames), name -> find(name).ifPresent(view -> found.put(name, view)));
    Map<String, JobView> inOrder = new LinkedHashMap<>();
    jobNames.stream()
        .filter(found::containsKey)
        .forEach(name -> inOrder.put(name, found.get(name)));
    return inOrder;
  }

  private Optional<JobView> find(String jobName) {
    return jobs.find(jobName).map(job -> JobView.of(job, statusOf(job), accounts));
  }

  private Optional<JobOutputStatus> statusOf(Job job) {
    Attempt current = job.current();
    return job.isDecided() ? Optional.empty() : current.key(job.jobName()).flatMap(statuses::find);
  }
}
