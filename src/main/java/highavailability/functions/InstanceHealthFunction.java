package highavailability.functions;

import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.TimerTrigger;
import highavailability.app.Invocations;
import highavailability.health.MediaServiceInstanceHealthService;

/**
 * Hosts the instance health module: runs on the schedule of {@code InstanceHealthSchedule}, every
 * ten minutes by default.
 */
public final class InstanceHealthFunction {
  private final Invocations invocations;
  private final MediaServiceInstanceHealthService service;

  /** Is made by {@link FunctionInstances}. */
  public InstanceHealthFunction(
      Invocations invocations, MediaServiceInstanceHealthService service) {
    this.invocations = invocations;
    this.service = service;
  }

  /** Evaluates every instance. */
  @FunctionName("InstanceHealthFunction")
  public void run(
      @TimerTrigger(name = "timer", schedule = "%InstanceHealthSchedule%") String timer) {
    invocations.run(service::reEvaluateMediaServicesHealth);
  }
}
