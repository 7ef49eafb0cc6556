package highavailability.local;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a timer function on its schedule (azure-webjobs-sdk-extensions, TimerListener): one run at a
 * time; the next time is reckoned from the start of the last run, so after a long one the next
 * follows at once; a failure does not end the schedule.
 */
final class TimerListener implements Listener {
  private static final Logger LOG = LoggerFactory.getLogger(TimerListener.class);
  private static final String TIMER_INFO =
      "{\"Schedule\":{\"AdjustForDST\":true},\"ScheduleStatus\":null,\"IsPastDue\":false}";

  private final FunctionDescriptor function;
  private final TimerSchedule schedule;
  private final FunctionInvoker invoker;
  private final Clock clock;
  private final ReentrantLock oneAtATime = new ReentrantLock(true);
  private final Thread thread;
  private boolean stopped;

  TimerListener(
      FunctionDescriptor function, TimerSchedule schedule, FunctionInvoker invoker, Clock clock) {
    this.function = function;
    this.schedule = schedule;
    this.invoker = invoker;
    this.clock = clock;
    this.thread = new Thread(this::keepTime, function.name() + "-timer");
    this.thread.setDaemon(true);
  }

  @Override
  public void start() {
    thread.start();
  }

  @Override
  public synchronized void stop() {
    stopped = true;
    notifyAll();
  }

  @Override
  public void awaitEnd(Instant deadline) {
    Waiting.join(thread, deadline);
  }

  /** Runs the function now, after a run that is under way, and returns when it has ended. */
  void runNow() {
    oneAtATime.lock();
    try {
      invoker.invoke(function, TIMER_INFO);
    } finally {
      oneAtATime.unlock();
    }
  }

  private void keepTime() {
    try {
      Optional<Instant> next = schedule.next(clock.instant());
      while (next.isPresent() && awaitTime(next.get())) {
        Instant due = next.get();
        Instant started = clock.instant();
        runNow();
        // A timer that fires a little early must not find the same time again.
        next = schedule.next(started.isBefore(due) ? due : started);
      }
    } catch (InterruptedException e) {
      LOG.debug("The timer of '{}' ends", function.name(), e);
    }
  }

  /** Whether the time has come; false when the listener was stopped before. */
  private synchronized boolean awaitTime(Instant time) throws InterruptedException {
    while (!stopped) {
      Duration left = Duration.between(clock.instant(), time);
      if (left.isNegative() || left.isZero()) {
        return true;
      }
      TimeUnit.NANOSECONDS.timedWait(
          this, Math.min(left.toSeconds(), 3600) * 1_000_000_000L + left.toNanosPart());
    }
    return false;
  }
}
