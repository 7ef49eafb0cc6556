package highavailability.cli.status;

import highavailability.cli.command.TextTable;
import highavailability.cli.jobviews.JobStage;
import highavailability.jobs.JobOutputStatus;
import highavailability.jobs.OperatorQueues;
import highavailability.jobs.QueueNames;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * How many jobs are where, and how much is on the queues.
 *
 * @param from begin of the window of time, in ISO 8601
 * @param to its end
 */
record StatusSummary(
    String from, String to, List<InstanceCounts> instances, List<QueueCounts> queues) {
  private static final List<JobStage> STAGES =
      List.of(
          JobStage.SUBMITTED,
          JobStage.QUEUED,
          JobStage.SCHEDULED,
          JobStage.PROCESSING,
          JobStage.CANCELING,
          JobStage.CANCELED,
          JobStage.ERROR,
          JobStage.FINISHED);

  private static final List<String> TRIGGERS =
      List.of(
          QueueNames.JOB_REQUESTS,
          QueueNames.JOB_VERIFICATION_REQUESTS,
          QueueNames.PROVISIONING_REQUESTS);

  private static final List<String> EVENTS =
      List.of(QueueNames.PROVISIONING_COMPLETED_EVENTS, QueueNames.JOB_FAILED_EVENTS);

  /**
   * Jobs whose newest attempt is at an instance, by the state that it is in there.
   *
   * @param states number of jobs in each state
   * @param total number of jobs
   */
  record InstanceCounts(String instance, Map<String, Long> states, long total) {}

  /**
   * Messages on a queue, those that are not visible yet included.
   *
   * @param messages absent when there is no such queue
   * @param poison on its poison queue; absent when it has none
   */
  record QueueCounts(String queue, Long messages, Long poison) {}

  /**
   * Counts.
   *
   * @param accounts the instances of the configuration
   */
  static StatusSummary of(
      Instant from,
      Instant to,
      List<JobOutputStatus> newestAttempts,
      Collection<String> accounts,
      OperatorQueues queues) {
    TreeSet<String> all = new TreeSet<>(accounts);
    return new StatusSummary(
        from.truncatedTo(ChronoUnit.SECONDS).toString(),
        to.truncatedTo(ChronoUnit.SECONDS).toString(),
        all.stream().map(account -> counts(account, newestAttempts)).toList(),
        Stream.concat(
                TRIGGERS.stream()
                    .map(q -> counts(q, queues, count(queues, QueueNames.poisonQueueOf(q)))),
                EVENTS.stream().map(q -> counts(q, queues, null)))
            .toList());
  }

  private static InstanceCounts counts(String account, List<JobOutputStatus> attempts) {
    Map<String, Long> states = new LinkedHashMap<>();
    STAGES.forEach(stage -> states.put(stage.label(), 0L));
    attempts.stream()
        .filter(s -> s.key().account().equals(account))
        .forEach(s -> states.merge(RecentJobs.stageOf(s).label(), 1L, Long::sum));
    return new InstanceCounts(
        account, states, states.values().stream().mapToLong(Long::longValue).sum());
  }

  private static QueueCounts counts(String queue, OperatorQueues queues, Long poison) {
    return new QueueCounts(queue, count(queues, queue), poison);
  }

  private static Long count(OperatorQueues queues, String queue) {
    return queues.count(queue).orElse(null);
  }

  /** For people. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("Jobs submitted from " + from + " to " + to);
    lines.addAll(jobLines());
    lines.add("");
    TextTable table = new TextTable("QUEUE", "MESSAGES", "POISON");
    queues.forEach(q -> table.row(q.queue(), shown(q.messages()), q.poison()));
    lines.addAll(table.lines());
    return lines;
  }

  private List<String> jobLines() {
    List<String> headings = new ArrayList<>(List.of("INSTANCE"));
    STAGES.forEach(stage -> headings.add(stage.name()));
    headings.add("TOTAL");
    TextTable table = new TextTable(headings.toArray(String[]::new));
    Object[] sums = new Object[headings.size()];
    Arrays.fill(sums, 0L);
    sums[0] = "all";
    for (InstanceCounts instance : instances) {
      List<Object> row = new ArrayList<>(List.of(instance.instance()));
      row.addAll(instance.states().values());
      row.add(instance.total());
      for (int i = 1; i < sums.length; i++) {
        sums[i] = (Long) sums[i] + (Long) row.get(i);
      }
      table.row(row.toArray());
    }
    return table.row(sums).lines();
  }

  private static Object shown(Long messages) {
    return messages == null ? "no such queue" : messages;
  }
}
