package highavailability.cli.doctor;

import highavailability.cli.command.Words;
import highavailability.cli.doctor.Finding.About;
import highavailability.jobs.OperatorQueues;
import highavailability.jobs.OperatorQueues.Message;
import highavailability.jobs.Pause;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Looks at what is on a queue that can be used. */
final class QueueCheck {
  private static final String POISON = "-poison";
  private static final Duration LONG = Duration.ofMinutes(15);

  /** The host takes a message that is visible sooner, its slowest poll included. */
  private static final Duration SECOND_LOOK = Duration.ofSeconds(5);

  private final OperatorQueues queues;
  private final Set<String> triggers;
  private final Pause pause;
  private final Clock clock;

  /**
   * Takes the queues.
   *
   * @param triggers the queues from which the app takes messages
   */
  QueueCheck(OperatorQueues queues, Set<String> triggers, Pause pause, Clock clock) {
    this.queues = queues;
    this.triggers = triggers;
    this.pause = pause;
    this.clock = clock;
  }

  Finding find(About about, String queue) {
    long count = queues.count(queue).orElse(0L);
    if (queue.endsWith(POISON) && count > 0) {
      String source = queue.substring(0, queue.length() - POISON.length());
      return about.warning(
          Words.count(count, "message") + " could not be processed",
          "msha poison list "
              + source
              + " tells why; mend that, then msha poison requeue --all "
              + source);
    }
    if (triggers.contains(queue)) {
      Optional<Message> waiting = oldestThatNobodyTakes(queue);
      if (waiting.isPresent()) {
        return about.warning(
            Words.count(count, "message")
                + "; one waits for "
                + Words.age(Duration.between(waiting.get().insertedAt(), clock.instant()))
                + ", and nobody takes it",
            "see that the function app runs, and that its setting StorageAccountConnectionString"
                + " leads to the same account");
      }
    }
    return about.ok(Words.count(count, "message"));
  }

  /** A delayed message is old when it becomes visible, so age alone does not tell. */
  private Optional<Message> oldestThatNobodyTakes(String queue) {
    Optional<Message> first = oldest(queues.peek(queue)).filter(this::isOld);
    if (first.isEmpty()) {
      return first;
    }
    pause.pause(SECOND_LOOK);
    return queues.peek(queue).stream()
        .filter(m -> m.id().equals(first.get().id()))
        .filter(m -> m.dequeueCount() == first.get().dequeueCount())
        .findFirst();
  }

  private boolean isOld(Message message) {
    return message.insertedAt().isBefore(clock.instant().minus(LONG));
  }

  private static Optional<Message> oldest(List<Message> messages) {
    return messages.stream().min(Comparator.comparing(Message::insertedAt));
  }
}
