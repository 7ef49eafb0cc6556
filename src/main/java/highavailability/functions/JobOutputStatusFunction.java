package highavailability.functions;

import com.microsoft.azure.functions.annotation.EventGridTrigger;
import com.microsoft.azure.functions.annotation.FunctionName;
import highavailability.app.Invocations;
import highavailability.status.JobOutputStatusService;

/** Hosts the job status module: runs for every event that Event Grid pushes. */
public final class JobOutputStatusFunction {
  private final Invocations invocations;
  private final JobOutputStatusService service;

  /** Is made by {@link FunctionInstances}. */
  public JobOutputStatusFunction(Invocations invocations, JobOutputStatusService service) {
    this.invocations = invocations;
    this.service = service;
  }

  /** Takes one event, in the Event Grid or the CloudEvents schema. */
  @FunctionName("JobOutputStatusFunction")
  public void run(@EventGridTrigger(name = "event") String event) {
    invocations.run(() -> service.processEvent(event));
  }
}
