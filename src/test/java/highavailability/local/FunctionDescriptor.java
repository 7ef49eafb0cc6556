package highavailability.local;

import java.lang.reflect.Method;
import java.util.List;

/**
 * A function of the app, read from its annotations.
 *
 * @param name the value of {@code @FunctionName}
 * @param method the method to call, on an instance of its declaring class
 * @param trigger what makes it run
 * @param arguments what each of the method's parameters gets, in their order
 */
record FunctionDescriptor(String name, Method method, Trigger trigger, List<Argument> arguments) {

  FunctionDescriptor {
    arguments = List.copyOf(arguments);
  }

  Class<?> type() {
    return method.getDeclaringClass();
  }

  /** What a parameter of a function gets. */
  enum Argument {
    /** The message, the event, or what is known of the timer, as text. */
    TRIGGER_VALUE,
    /** How often the message has been fetched, this time included. */
    DEQUEUE_COUNT,
    /** The time at which the message was put on its queue, as the host writes it: JSON. */
    INSERTION_TIME,
    /** The invocation's {@code ExecutionContext}. */
    EXECUTION_CONTEXT
  }
}
