package highavailability.functions;

import com.microsoft.azure.functions.spi.inject.FunctionInstanceInjector;
import highavailability.app.AppComponent;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Gives the Functions worker the instance for an invocation. The worker asks for every single one,
 * so all share the one component of the process, which is made when the first one comes.
 */
public final class FunctionInstances implements FunctionInstanceInjector {
  private static final Map<Class<?>, Function<AppComponent, Object>> FUNCTIONS =
      Map.of(
          JobSchedulingFunction.class,
          c -> new JobSchedulingFunction(c.invocations(), c.jobSchedulingService()),
          JobVerificationFunction.class,
          c -> new JobVerificationFunction(c.invocations(), c.jobVerificationService()),
          ProvisioningFunction.class,
          c -> new ProvisioningFunction(c.invocations(), c.provisioningOrchestrator()),
          JobOutputStatusFunction.class,
          c -> new JobOutputStatusFunction(c.invocations(), c.jobOutputStatusService()),
          InstanceHealthFunction.class,
          c ->
              new InstanceHealthFunction(
                  c.invocations(), c.instanceHealthService(), c.queueLengthReport()),
          JobOutputStatusSyncFunction.class,
          c -> new JobOutputStatusSyncFunction(c.invocations(), c.jobOutputStatusSyncService()));

  private static final ProcessComponent PROCESS =
      new ProcessComponent(() -> AppComponent.create(System.getenv()::get));

  private final Supplier<AppComponent> component;

  /** Is called by the worker, which finds this class under META-INF/services. */
  public FunctionInstances() {
    this(PROCESS);
  }

  /** Takes the component to use, for hosts other than the worker. */
  public FunctionInstances(Supplier<AppComponent> component) {
    this.component = component;
  }

  @Override
  public <T> T getInstance(Class<T> functionClass) {
    Function<AppComponent, Object> factory = FUNCTIONS.get(functionClass);
    if (factory == null) {
      throw new IllegalArgumentException(functionClass + " is no function of this app");
    }
    return functionClass.cast(factory.apply(component.get()));
  }
}
