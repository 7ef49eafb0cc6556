package highavailability.functions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.azure.functions.annotation.BindingName;
import com.microsoft.azure.functions.annotation.EventGridTrigger;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.QueueTrigger;
import com.microsoft.azure.functions.annotation.TimerTrigger;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the functions tell the host about themselves. */
class FunctionDeclarationsTest {
  static final List<Class<?>> ALL =
      List.of(
          JobSchedulingFunction.class,
          JobVerificationFunction.class,
          ProvisioningFunction.class,
          JobOutputStatusFunction.class,
          InstanceHealthFunction.class,
          JobOutputStatusSyncFunction.class);

  @Test
  void the_app_has_these_six_functions_and_no_other() {
    Set<String> declared =
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("highavailability")
                .stream()
                .filter(
                    c ->
                        c.getMethods().stream()
                            .anyMatch(m -> m.isAnnotatedWith(FunctionName.class)))
                .map(c -> c.getName())
                .collect(Collectors.toSet());

    assertEquals(ALL.stream().map(Class::getName).collect(Collectors.toSet()), declared);
  }

  @Test
  void a_function_is_called_as_its_class() {
    for (Class<?> function : ALL) {
      assertEquals(
          function.getSimpleName(), entryOf(function).getAnnotation(FunctionName.class).value());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "JobSchedulingFunction, job-requests",
    "JobVerificationFunction, job-verification-requests",
    "ProvisioningFunction, provisioning-requests"
  })
  void a_message_comes_as_text_with_the_number_of_its_deliveries(String function, String queue)
      throws ClassNotFoundException {
    Method entry = entryOf(Class.forName(getClass().getPackageName() + "." + function));

    QueueTrigger trigger = parameter(entry, 0, QueueTrigger.class);
    assertEquals(queue, trigger.queueName());
    assertEquals("StorageAccountConnectionString", trigger.connection());
    assertEquals("DequeueCount", parameter(entry, 1, BindingName.class).value());
    assertEquals(
        List.of(String.class, long.class), List.of(entry.getParameterTypes()).subList(0, 2));
  }

  @Test
  void a_job_request_comes_with_the_time_at_which_it_was_sent() {
    Method entry = entryOf(JobSchedulingFunction.class);

    assertEquals("InsertionTime", parameter(entry, 2, BindingName.class).value());
    assertEquals(String.class, entry.getParameterTypes()[2]);
  }

  @ParameterizedTest
  @CsvSource({
    "InstanceHealthFunction, %InstanceHealthSchedule%",
    "JobOutputStatusSyncFunction, %JobOutputStatusSyncSchedule%"
  })
  void a_timer_s_schedule_is_an_app_setting(String function, String schedule)
      throws ClassNotFoundException {
    Method entry = entryOf(Class.forName(getClass().getPackageName() + "." + function));

    assertEquals(schedule, parameter(entry, 0, TimerTrigger.class).schedule());
  }

  @Test
  void an_event_comes_as_text_in_whichever_schema_it_has() {
    Method entry = entryOf(JobOutputStatusFunction.class);

    assertEquals("event", parameter(entry, 0, EventGridTrigger.class).name());
    assertEquals(List.of(String.class), List.of(entry.getParameterTypes()));
  }

  private static Method entryOf(Class<?> function) {
    List<Method> entries =
        Arrays.stream(function.getDeclaredMethods())
            .filter(m -> m.isAnnotationPresent(FunctionName.class))
            .toList();
    assertEquals(1, entries.size(), () -> function + " must have one entry point");
    return entries.get(0);
  }

  private static <A extends Annotation> A parameter(Method entry, int index, Class<A> type) {
    A annotation = entry.getParameters()[index].getAnnotation(type);
    assertTrue(annotation != null, () -> entry + ": parameter " + index + " has no " + type);
    return annotation;
  }
}
