package highavailability.cli.jobviews;

import highavailability.jobs.Decision;
import highavailability.jobs.Job;
import highavailability.jobs.Names;
import highavailability.jobs.OperatorQueues;
import highavailability.jobs.PoisonMessage;
import highavailability.jobs.PoisonMessageStore;
import highavailability.jobs.PoisonMessages;
import highavailability.jobs.QueueNames;
import highavailability.jobs.WireText;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Jobs whose way through the app has ended with a message on a poison queue. */
public final class PoisonedJobs {
  /** A lost verification ends no job: news of the job come by other ways, too. */
  private static final List<String> QUEUES =
      List.of(QueueNames.JOB_REQUESTS, QueueNames.PROVISIONING_REQUESTS);

  private final PoisonMessageStore reasons;

  /** Reads reasons from this store. */
  public PoisonedJobs(PoisonMessageStore reasons) {
    this.reasons = reasons;
  }

  /**
   * All reasons there are now. What is new since then is told by comparison and not by time: clocks
   * differ.
   */
  public Set<PoisonMessage> all() {
    return new HashSet<>(stream().toList());
  }

  /**
   * Reasons of messages that are on their poison queues now, as far as those tell: of a queue that
   * holds more than it shows, any message may be there.
   */
  public Set<PoisonMessage> ofMessagesOn(OperatorQueues queues) {
    Set<PoisonMessage> there = all();
    for (String queueName : QUEUES) {
      String poisonQueue = QueueNames.poisonQueueOf(queueName);
      long count = queues.count(poisonQueue).orElse(0L);
      List<String> shown =
          queues.peek(poisonQueue).stream()
              .map(m -> PoisonMessages.hashOf(WireText.of(m.wireText()).text()))
              .toList();
      if (count <= shown.size()) {
        there.removeIf(r -> r.queueName().equals(queueName) && !shown.contains(r.messageHash()));
      }
    }
    return there;
  }

  /** The newest reason of each job that is none of the known ones, by the job's name. */
  public Map<String, PoisonMessage> besides(Collection<PoisonMessage> known) {
    Map<String, PoisonMessage> newest = new HashMap<>();
    stream()
        .filter(m -> !known.contains(m))
        .forEach(m -> m.jobName().ifPresent(name -> newest.put(Names.canonical(name), m)));
    return newest;
  }

  /** The view, with the reason why the job goes no further when that is so. */
  public static JobView applied(JobView view, Collection<PoisonMessage> reasons) {
    return queueOf(view)
        .flatMap(
            queue ->
                reasons.stream()
                    .filter(m -> m.queueName().equals(queue))
                    .filter(m -> m.jobName().filter(n -> Names.same(n, view.jobName())).isPresent())
                    .filter(m -> begunAt(view).filter(m.movedAt()::isBefore).isEmpty())
                    .max(Comparator.comparing(PoisonMessage::movedAt)))
        .map(view::poisonedBy)
        .orElse(view);
  }

  /** The queue on which the one message is that gets the job further. */
  public static Optional<String> queueOf(JobView view) {
    return switch (view.stage()) {
      case UNKNOWN -> Optional.of(QueueNames.JOB_REQUESTS);
      case WAITING ->
          view.job().flatMap(Job::waitingSince).isEmpty()
              ? Optional.of(QueueNames.JOB_REQUESTS)
              : Optional.empty();
      case FINISHED -> view.job().filter(Job::isDecided).map(j -> QueueNames.PROVISIONING_REQUESTS);
      default -> Optional.empty();
    };
  }

  private static Optional<Instant> begunAt(JobView view) {
    return view.job().map(j -> j.decision().map(Decision::at).orElse(j.current().submittedAt()));
  }

  private Stream<PoisonMessage> stream() {
    return QUEUES.stream().flatMap(queue -> reasons.list(queue).stream());
  }
}
