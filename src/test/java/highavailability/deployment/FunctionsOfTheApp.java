package highavailability.deployment;

import com.microsoft.azure.functions.annotation.EventGridTrigger;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.QueueTrigger;
import com.microsoft.azure.functions.annotation.TimerTrigger;
import highavailability.functions.InstanceHealthFunction;
import highavailability.functions.JobOutputStatusFunction;
import highavailability.functions.JobOutputStatusSyncFunction;
import highavailability.functions.JobSchedulingFunction;
import highavailability.functions.JobVerificationFunction;
import highavailability.functions.ProvisioningFunction;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the annotations of the app's functions ask of the deployment. */
final class FunctionsOfTheApp {
  private static final List<Class<?>> CLASSES =
      List.of(
          InstanceHealthFunction.class,
          JobOutputStatusFunction.class,
          JobOutputStatusSyncFunction.class,
          JobSchedulingFunction.class,
          JobVerificationFunction.class,
          ProvisioningFunction.class);

  private FunctionsOfTheApp() {}

  private static Stream<Method> functions() {
    return CLASSES.stream()
        .flatMap(c -> Stream.of(c.getDeclaredMethods()))
        .filter(m -> m.isAnnotationPresent(FunctionName.class));
  }

  private static <T extends Annotation> Stream<T> triggers(Class<T> type) {
    return functions()
        .flatMap(m -> Stream.of(m.getParameters()))
        .filter(p -> p.isAnnotationPresent(type))
        .map(p -> p.getAnnotation(type));
  }

  static Set<String> queueConnections() {
    return triggers(QueueTrigger.class).map(QueueTrigger::connection).collect(Collectors.toSet());
  }

  /** Settings within percent signs. */
  static Set<String> scheduleSettings() {
    return triggers(TimerTrigger.class)
        .map(t -> t.schedule().replace("%", ""))
        .collect(Collectors.toSet());
  }

  /** Names of the functions that Event Grid may call. */
  static Set<String> takingEvents() {
    return functions()
        .filter(
            m ->
                Stream.of(m.getParameters())
                    .anyMatch(p -> p.isAnnotationPresent(EventGridTrigger.class)))
        .map(m -> m.getAnnotation(FunctionName.class).value())
        .collect(Collectors.toSet());
  }
}
