package highavailability.local;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.annotation.BindingName;
import com.microsoft.azure.functions.annotation.EventGridTrigger;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.QueueTrigger;
import com.microsoft.azure.functions.annotation.TimerTrigger;
import highavailability.local.FunctionDescriptor.Argument;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds the functions of an app's classes by their annotations. */
final class FunctionIndex {
  private static final Pattern QUEUE_NAME = Pattern.compile("(?=.{3,63}$)[a-z0-9](?:-?[a-z0-9])*");

  private final AppSettings settings;
  private final List<String> problems;
  private final Set<String> names = new HashSet<>();

  private FunctionIndex(AppSettings settings, List<String> problems) {
    this.settings = settings;
    this.problems = problems;
  }

  /**
   * Reads the functions of these classes.
   *
   * @param problems gets a line for everything that is wrong; the functions concerned are left out
   */
  static List<FunctionDescriptor> read(
      List<Class<?>> classes, AppSettings settings, List<String> problems) {
    FunctionIndex index = new FunctionIndex(settings, problems);
    List<FunctionDescriptor> functions = new ArrayList<>();
    for (Class<?> type : classes) {
      functions.addAll(index.functionsOf(type));
    }
    return List.copyOf(functions);
  }

  private List<FunctionDescriptor> functionsOf(Class<?> type) {
    List<FunctionDescriptor> found = new ArrayList<>();
    boolean annotated = false;
    for (Method method : type.getDeclaredMethods()) {
      FunctionName name = method.getAnnotation(FunctionName.class);
      if (name != null) {
        annotated = true;
        describe(name.value(), method).ifPresent(found::add);
      }
    }
    if (!annotated) {
      problems.add("%s has no method with @FunctionName".formatted(type.getName()));
    }
    return found;
  }

  private Optional<FunctionDescriptor> describe(String name, Method method) {
    int before = problems.size();
    String where = "Function '%s' (%s)".formatted(name, method.getDeclaringClass().getName());
    if (!names.add(name.toLowerCase(Locale.ROOT))) {
      problems.add(where + " has the name of another function");
    }
    if (!Modifier.isPublic(method.getModifiers())) {
      problems.add(where + " is not public");
    }
    List<Trigger> triggers = new ArrayList<>();
    List<Argument> arguments = new ArrayList<>();
    for (Parameter parameter : method.getParameters()) {
      trigger(parameter, where).ifPresent(triggers::add);
      argument(parameter, where).ifPresent(arguments::add);
    }
    if (triggers.size() != 1) {
      problems.add(
          "%s has %d triggers: it needs one @QueueTrigger, @TimerTrigger or @EventGridTrigger"
              .formatted(where, triggers.size()));
    }
    if (problems.size() > before) {
      return Optional.empty();
    }
    return Optional.of(new FunctionDescriptor(name, method, triggers.get(0), arguments));
  }

  private Optional<Trigger> trigger(Parameter parameter, String where) {
    if (parameter.isAnnotationPresent(QueueTrigger.class)) {
      return Optional.of(queue(parameter.getAnnotation(QueueTrigger.class), where));
    }
    if (parameter.isAnnotationPresent(TimerTrigger.class)) {
      return Optional.of(timer(parameter.getAnnotation(TimerTrigger.class), where));
    }
    return parameter.isAnnotationPresent(EventGridTrigger.class)
        ? Optional.of(new Trigger.EventGrid())
        : Optional.empty();
  }

  private Trigger queue(QueueTrigger annotation, String where) {
    int before = problems.size();
    String queueName =
        settings
            .resolve(annotation.queueName(), where + ": queueName", problems)
            .toLowerCase(Locale.ROOT);
    if (problems.size() == before && !QUEUE_NAME.matcher(queueName).matches()) {
      problems.add("%s: '%s' is no queue name".formatted(where, queueName));
    }
    String connection = settings.resolve(annotation.connection(), where + ": connection", problems);
    if (settings.connectionString(connection).isEmpty()) {
      problems.add(
          "%s: the app setting '%s' with its connection string is missing"
              .formatted(where, connection.isEmpty() ? "AzureWebJobsStorage" : connection));
    }
    return new Trigger.Queue(queueName, connection);
  }

  private Trigger timer(TimerTrigger annotation, String where) {
    int before = problems.size();
    String expression = settings.resolve(annotation.schedule(), where + ": schedule", problems);
    Optional<TimerSchedule> schedule = TimerSchedule.parse(expression);
    if (problems.size() == before && schedule.isEmpty()) {
      problems.add(
          "%s: the schedule '%s' is neither an NCRONTAB expression such as '0 */10 * * * *' nor a time span such as '00:10:00'"
              .formatted(where, expression));
    }
    return new Trigger.Timer(schedule.orElse(TimerSchedule.NEVER));
  }

  private Optional<Argument> argument(Parameter parameter, String where) {
    Class<?> type = parameter.getType();
    if (isTrigger(parameter)) {
      return expect(
          type == String.class,
          Argument.TRIGGER_VALUE,
          where,
          "takes its trigger as " + type.getSimpleName() + ": use String");
    }
    if (type == ExecutionContext.class) {
      return Optional.of(Argument.EXECUTION_CONTEXT);
    }
    BindingName binding = parameter.getAnnotation(BindingName.class);
    String metadata = binding == null ? "" : binding.value();
    if (metadata.equals("DequeueCount") && (type == long.class || type == Long.class)) {
      return Optional.of(Argument.DEQUEUE_COUNT);
    }
    return expect(
        metadata.equals("InsertionTime") && type == String.class,
        Argument.INSERTION_TIME,
        where,
        "has a parameter %s of type %s that this host cannot fill: it knows triggers, ExecutionContext, @BindingName(\"DequeueCount\") long and @BindingName(\"InsertionTime\") String"
            .formatted(parameter.getName(), type.getSimpleName()));
  }

  private static boolean isTrigger(Parameter parameter) {
    return parameter.isAnnotationPresent(QueueTrigger.class)
        || parameter.isAnnotationPresent(TimerTrigger.class)
        || parameter.isAnnotationPresent(EventGridTrigger.class);
  }

  private Optional<Argument> expect(
      boolean fits, Argument argument, String where, String otherwise) {
    if (!fits) {
      problems.add(where + " " + otherwise);
      return Optional.empty();
    }
    return Optional.of(argument);
  }
}
