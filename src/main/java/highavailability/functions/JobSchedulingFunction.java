package highavailability.functions;

import com.microsoft.azure.functions.annotation.BindingName;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.QueueTrigger;
import highavailability.app.Invocations;
import highavailability.jobs.JobRequest;
import highavailability.jobs.QueueNames;
import highavailability.scheduling.JobSchedulingService;

/** Hosts the job scheduling module: runs for every message on {@link QueueNames#JOB_REQUESTS}. */
public final class JobSchedulingFunction {
  private final Invocations invocations;
  private final JobSchedulingService service;

  /** Is made by {@link FunctionInstances}. */
  public JobSchedulingFunction(Invocations invocations, JobSchedulingService service) {
    this.invocations = invocations;
    this.service = service;
  }

  /** Submits one job request. */
  @FunctionName("JobSchedulingFunction")
  public void run(
      @QueueTrigger(
              name = "message",
              queueName = QueueNames.JOB_REQUESTS,
              connection = "StorageAccountConnectionString")
          String message,
      @BindingName("DequeueCount") long dequeueCount,
      @BindingName("InsertionTime") String insertionTime) {
    invocations.onMessage(
        QueueNames.JOB_REQUESTS,
        message,
        dequeueCount,
        JobRequest.class,
        request -> service.submitJob(request, InsertionTime.parse(insertionTime)));
  }
}
