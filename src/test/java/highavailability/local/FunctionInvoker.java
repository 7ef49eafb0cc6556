package highavailability.local;

import com.microsoft.azure.functions.spi.inject.FunctionInstanceInjector;
import highavailability.local.FunctionDescriptor.Argument;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs functions as the Java worker does: on an instance that the injector is asked for anew each
 * time.
 */
final class FunctionInvoker {
  private static final Logger LOG = LoggerFactory.getLogger(FunctionInvoker.class);

  /** What a function that is not triggered by a queue would get as its dequeue count. */
  private final FunctionInstanceInjector injector;

  FunctionInvoker(FunctionInstanceInjector injector) {
    this.injector = injector;
  }

  /** Runs the function, and says with what it failed if it did. */
  Optional<Throwable> invoke(FunctionDescriptor function, String triggerValue) {
    return invoke(function, triggerValue, MessageMetadata.NONE);
  }

  /** Runs the function for a queue message, and says with what it failed if it did. */
  Optional<Throwable> invoke(
      FunctionDescriptor function, String triggerValue, MessageMetadata message) {
    InvocationContext context = InvocationContext.of(function);
    long start = System.nanoTime();
    LOG.debug("Executing '{}' (Id={})", function.name(), context.invocationId());
    try {
      Object[] arguments = new Object[function.arguments().size()];
      for (int i = 0; i < arguments.length; i++) {
        arguments[i] = argument(function.arguments().get(i), triggerValue, message, context);
      }
      function.method().invoke(injector.getInstance(function.type()), arguments);
      LOG.debug(
          "Executed '{}' (Succeeded, Id={}, Duration={}ms)",
          function.name(),
          context.invocationId(),
          millisSince(start));
      return Optional.empty();
    } catch (InvocationTargetException e) {
      return Optional.of(failed(context, start, e.getCause()));
    } catch (Exception | LinkageError e) {
      // A class of the app that cannot be initialised fails its invocations, not the host.
      return Optional.of(failed(context, start, e));
    }
  }

  /** Reports an invocation that failed before the function could be called. */
  Optional<Throwable> reject(FunctionDescriptor function, Throwable reason) {
    return Optional.of(failed(InvocationContext.of(function), System.nanoTime(), reason));
  }

  private static Object argument(
      Argument argument, String triggerValue, MessageMetadata message, InvocationContext context) {
    return switch (argument) {
      case TRIGGER_VALUE -> triggerValue;
      case DEQUEUE_COUNT -> message.dequeueCount();
      case INSERTION_TIME -> message.insertionTime();
      case EXECUTION_CONTEXT -> context;
    };
  }

  /** One line for those who only want to know; the trace for those who look for it. */
  private static Throwable failed(InvocationContext context, long start, Throwable failure) {
    LOG.warn(
        "Executed '{}' (Failed, Id={}, Duration={}ms): {}",
        context.functionName(),
        context.invocationId(),
        millisSince(start),
        OneLine.of(failure));
    LOG.debug("Trace of '{}' (Id={})", context.functionName(), context.invocationId(), failure);
    return failure;
  }

  private static long millisSince(long start) {
    return Duration.ofNanos(System.nanoTime() - start).toMillis();
  }
}
