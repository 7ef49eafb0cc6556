package highavailability.local;

import com.microsoft.azure.functions.spi.inject.FunctionInstanceInjector;
import java.util.concurrent.atomic.AtomicInteger;

/** Gives out the same instance of a function class each time, and counts how often it is asked. */
final class SingleInstance implements FunctionInstanceInjector {
  final AtomicInteger asked = new AtomicInteger();
  private final Object instance;

  SingleInstance(Object instance) {
    this.instance = instance;
  }

  @Override
  public <T> T getInstance(Class<T> functionClass) {
    asked.incrementAndGet();
    return functionClass.cast(instance);
  }
}
