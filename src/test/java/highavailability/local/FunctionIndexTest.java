package highavailability.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.annotation.BindingName;
import com.microsoft.azure.functions.annotation.EventGridTrigger;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.QueueTrigger;
import com.microsoft.azure.functions.annotation.TimerTrigger;
import highavailability.local.FunctionDescriptor.Argument;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FunctionIndexTest {
  private final List<String> problems = new ArrayList<>();

  @Test
  void a_queue_function_is_read_with_its_arguments_in_their_order() {
    FunctionDescriptor function = only(QueueFunction.class, Map.of("Storage", "x"));

    assertEquals("Orders", function.name());
    assertEquals(new Trigger.Queue("orders", "Storage"), function.trigger());
    assertEquals(
        List.of(Argument.EXECUTION_CONTEXT, Argument.TRIGGER_VALUE, Argument.DEQUEUE_COUNT),
        function.arguments());
  }

  @Test
  void percent_signs_refer_to_app_settings() {
    FunctionDescriptor function = only(TimerFunction.class, Map.of("Every", "00:00:30"));

    assertInstanceOf(Trigger.Timer.class, function.trigger());
    assertEquals(List.of(), problems);
  }

  @Test
  void an_event_grid_function_is_read() {
    assertEquals(new Trigger.EventGrid(), only(EventFunction.class, Map.of()).trigger());
  }

  /** azure-docs, queue trigger, "connection". */
  @Test
  void a_connection_may_have_the_prefix_of_the_web_jobs() {
    only(QueueFunction.class, Map.of("AzureWebJobsStorage", "x"));

    assertEquals(List.of(), problems);
  }

  @Test
  void all_problems_are_named_at_once() {
    FunctionIndex.read(
        List.of(
            QueueFunction.class,
            TimerFunction.class,
            WrongParameter.class,
            NoTrigger.class,
            Object.class),
        new AppSettings(Map.of()),
        problems);

    String all = String.join("\n", problems);
    assertTrue(all.contains("'Storage' with its connection string is missing"), all);
    assertTrue(all.contains("refers to the app setting 'Every', which is missing"), all);
    assertTrue(all.contains("this host cannot fill"), all);
    assertTrue(all.contains("has 0 triggers"), all);
    assertTrue(all.contains("java.lang.Object has no method with @FunctionName"), all);
    assertEquals(5, problems.size(), all);
  }

  @Test
  void a_wrong_schedule_is_a_problem() {
    FunctionIndex.read(
        List.of(TimerFunction.class), new AppSettings(Map.of("Every", "soon")), problems);

    assertTrue(problems.get(0).contains("the schedule 'soon' is neither"), problems.toString());
  }

  @Test
  void two_functions_of_one_name_are_a_problem() {
    FunctionIndex.read(
        List.of(EventFunction.class, EventFunction.class), new AppSettings(Map.of()), problems);

    assertTrue(problems.get(0).contains("name of another function"), problems.toString());
  }

  private FunctionDescriptor only(Class<?> type, Map<String, String> settings) {
    List<FunctionDescriptor> functions =
        FunctionIndex.read(List.of(type), new AppSettings(settings), problems);
    assertEquals(1, functions.size(), problems.toString());
    return functions.get(0);
  }

  static class QueueFunction {
    @FunctionName("Orders")
    public void run(
        ExecutionContext context,
        @QueueTrigger(name = "message", queueName = "Orders", connection = "Storage")
            String message,
        @BindingName("DequeueCount") long dequeueCount) {}
  }

  static class TimerFunction {
    @FunctionName("Ticks")
    public void run(@TimerTrigger(name = "timer", schedule = "%Every%") String timer) {}
  }

  static class EventFunction {
    @FunctionName("Events")
    public void run(@EventGridTrigger(name = "event") String event) {}
  }

  static class WrongParameter {
    @FunctionName("Wrong")
    public void run(
        @EventGridTrigger(name = "event") String event, @BindingName("Id") String messageId) {}
  }

  static class NoTrigger {
    @FunctionName("Never")
    public void run(ExecutionContext context) {}
  }
}
