package highavailability.local;

import com.microsoft.azure.functions.annotation.BindingName;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.QueueTrigger;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A queue function that records what it gets, and fails or waits as a test wants it. */
class QueueFunction {
  final List<Delivery> deliveries = new CopyOnWriteArrayList<>();
  final AtomicInteger failures = new AtomicInteger();
  final AtomicInteger running = new AtomicInteger();
  final AtomicInteger mostRunning = new AtomicInteger();
  volatile Consumer<Delivery> beforeEnd = delivery -> {};

  record Delivery(String message, long dequeueCount) {}

  @FunctionName("QueueFunction")
  public void run(
      @QueueTrigger(name = "message", queueName = "%Queue%", connection = "Storage") String message,
      @BindingName("DequeueCount") long dequeueCount) {
    mostRunning.accumulateAndGet(running.incrementAndGet(), Math::max);
    try {
      Delivery delivery = new Delivery(message, dequeueCount);
      deliveries.add(delivery);
      beforeEnd.accept(delivery);
      if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        throw new IllegalStateException("failed as the test wants it");
      }
    } finally {
      running.decrementAndGet();
    }
  }
}
