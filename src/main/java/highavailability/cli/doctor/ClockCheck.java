package highavailability.cli.doctor;

import highavailability.cli.command.Words;
import highavailability.cli.doctor.Finding.About;
import highavailability.jobs.OperatorQueues;
import java.time.Clock;
import java.time.Duration;

/** Whether this machine and Azure agree about the time: signatures and tokens hang on it. */
final class ClockCheck {
  private static final Duration MOST = Duration.ofMinutes(5);

  private final OperatorQueues queues;
  private final Clock clock;

  ClockCheck(OperatorQueues queues, Clock clock) {
    this.queues = queues;
    this.clock = clock;
  }

  Finding find(About about) {
    Duration late;
    try {
      late = Duration.between(clock.instant(), queues.serviceTime());
    } catch (RuntimeException e) {
      return about.notChecked("the queue service does not tell its time; see queues");
    }
    String off = Words.age(late.abs());
    return late.abs().compareTo(MOST) > 0
        ? about.warning(
            "this machine is " + off + (late.isNegative() ? " fast" : " slow"),
            "set the clock: signatures and tokens that are made here count as expired or not yet"
                + " valid")
        : about.ok("at most " + off + " off");
  }
}
