package highavailability.local;

import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Daemon threads, up to a number, that go away when there is nothing to do. */
final class WorkerPool implements Executor {
  private static final Logger LOG = LoggerFactory.getLogger(WorkerPool.class);
  private static final long IDLE_SECONDS = 10;

  private final String name;
  private final ThreadPoolExecutor executor;

  WorkerPool(String name, int threads) {
    this.name = name;
    AtomicInteger number = new AtomicInteger();
    this.executor =
        new ThreadPoolExecutor(
            threads,
            threads,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    executor.allowCoreThreadTimeOut(true);
  }

  @Override
  public void execute(Runnable task) {
    executor.execute(task);
  }

  <T> Future<T> submit(Callable<T> task) {
    return executor.submit(task);
  }

  /** Takes nothing new, waits for what runs, and interrupts it at the deadline. */
  void awaitEnd(Instant deadline) {
    executor.shutdown();
    try {
      if (!executor.awaitTermination(Waiting.millisUntil(deadline), TimeUnit.MILLISECONDS)) {
        LOG.warn(
            "{} runs of {} did not end in time and are interrupted",
            executor.getActiveCount(),
            name);
        executor.shutdownNow();
        executor.awaitTermination(Waiting.GRACE.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      executor.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
