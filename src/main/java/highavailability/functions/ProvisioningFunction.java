package highavailability.functions;

import com.microsoft.azure.functions.annotation.BindingName;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.QueueTrigger;
import highavailability.app.Invocations;
import highavailability.jobs.ProvisioningRequest;
import highavailability.jobs.QueueNames;
import highavailability.provisioning.ProvisioningOrchestrator;

/**
 * Hosts the provisioning module: runs for every message on {@link
 * QueueNames#PROVISIONING_REQUESTS}.
 */
public final class ProvisioningFunction {
  private final Invocations invocations;
  private final ProvisioningOrchestrator orchestrator;

  /** Is made by {@link FunctionInstances}. */
  public ProvisioningFunction(Invocations invocations, ProvisioningOrchestrator orchestrator) {
    this.invocations = invocations;
    this.orchestrator = orchestrator;
  }

  /** Provisions one finished asset. */
  @FunctionName("ProvisioningFunction")
  public void run(
      @QueueTrigger(
              name = "message",
              queueName = QueueNames.PROVISIONING_REQUESTS,
              connection = "StorageAccountConnectionString")
          String message,
      @BindingName("DequeueCount") long dequeueCount) {
    invocations.onMessage(
        QueueNames.PROVISIONING_REQUESTS,
        message,
        dequeueCount,
        ProvisioningRequest.class,
        orchestrator::provision);
  }
}
