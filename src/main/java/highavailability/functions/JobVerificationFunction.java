package highavailability.functions;

import com.microsoft.azure.functions.annotation.BindingName;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.QueueTrigger;
import highavailability.app.Invocations;
import highavailability.jobs.JobVerificationRequest;
import highavailability.jobs.QueueNames;
import highavailability.verification.JobVerificationService;

/**
 * Hosts the job verification module: runs for every message on {@link
 * QueueNames#JOB_VERIFICATION_REQUESTS}.
 */
public final class JobVerificationFunction {
  private final Invocations invocations;
  private final JobVerificationService service;

  /** Is made by {@link FunctionInstances}. */
  public JobVerificationFunction(Invocations invocations, JobVerificationService service) {
    this.invocations = invocations;
    this.service = service;
  }

  /** Looks at one attempt. */
  @FunctionName("JobVerificationFunction")
  public void run(
      @QueueTrigger(
              name = "message",
              queueName = QueueNames.JOB_VERIFICATION_REQUESTS,
              connection = "StorageAccountConnectionString")
          String message,
      @BindingName("DequeueCount") long dequeueCount) {
    invocations.onMessage(
        QueueNames.JOB_VERIFICATION_REQUESTS,
        message,
        dequeueCount,
        JobVerificationRequest.class,
        service::verifyJob);
  }
}
