package highavailability.functions;

import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.TimerTrigger;
import highavailability.app.Invocations;
import highavailability.status.JobOutputStatusSyncService;

/**
 * Hosts the re-sync of job output status: runs on the schedule of {@code
 * JobOutputStatusSyncSchedule}, every fifteen minutes by default.
 */
public final class JobOutputStatusSyncFunction {
  private final Invocations invocations;
  private final JobOutputStatusSyncService service;

  /** Is made by {@link FunctionInstances}. */
  public JobOutputStatusSyncFunction(Invocations invocations, JobOutputStatusSyncService service) {
    this.invocations = invocations;
    this.service = service;
  }

  /** Refreshes what events did not tell. */
  @FunctionName("JobOutputStatusSyncFunction")
  public void run(
      @TimerTrigger(name = "timer", schedule = "%JobOutputStatusSyncSchedule%") String timer) {
    invocations.run(service::syncJobOutputStatus);
  }
}
