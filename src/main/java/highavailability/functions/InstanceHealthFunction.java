package highavailability.functions;

import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.TimerTrigger;
import highavailability.app.Invocations;
import highavailability.health.MediaServiceInstanceHealthService;
import highavailability.jobs.QueueLengthReport;

/**
 * Hosts the instance health module: runs on the schedule of {@code InstanceHealthSchedule}, every
 * ten minutes by default.
 */
public final class InstanceHealthFunction {
  private final Invocations invocations;
  private final MediaServiceInstanceHealthService service;
  private final QueueLengthReport queueLengths;

  /** Is made by {@link FunctionInstances}. */
  public InstanceHealthFunction(
      Invocations invocations,
      MediaServiceInstanceHealthService service,
      QueueLengthReport queueLengths) {
    this.invocations = invocations;
    this.service = service;
    this.queueLengths = queueLengths;
  }

  /**
   * Evaluates every instance. Queues are reported first: an evaluation that fails is no reason not
   * to see what waits.
   */
  @FunctionName("InstanceHealthFunction")
  public void run(
      @TimerTrigger(name = "timer", schedule = "%InstanceHealthSchedule%") String timer) {
    invocations.run(
        () -> {
          queueLengths.log();
          service.reEvaluateMediaServicesHealth();
        });
  }
}
