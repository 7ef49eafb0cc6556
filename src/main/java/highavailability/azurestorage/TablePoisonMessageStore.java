package highavailability.azurestorage;

import highavailability.jobs.PoisonMessage;
import highavailability.jobs.PoisonMessageStore;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/** Reasons of poison messages in the table {@code PoisonMessage}, by queue. */
public final class TablePoisonMessageStore implements PoisonMessageStore {
  private final Table table;

  /** Keeps reasons in the given tables. */
  public TablePoisonMessageStore(StorageTables tables) {
    this.table = tables.table(StorageTables.POISON_MESSAGE);
  }

  @Override
  public void add(PoisonMessage message) {
    Row row =
        Row.at(
                TableKeys.part(message.queueName()),
                TableKeys.join(TableKeys.time(message.movedAt()), UUID.randomUUID().toString()))
            .with("QueueName", message.queueName())
            .with("MovedAt", message.movedAt())
            .with("MessageHash", message.messageHash())
            .withMessage("Reason", message.reason())
            .with("DequeueCount", message.dequeueCount());
    message.jobName().ifPresent(name -> row.withMessage("JobName", name));
    table.upsert(row);
  }

  @Override
  public List<PoisonMessage> list(String queueName) {
    return table.list(TableKeys.filterPartition(TableKeys.part(queueName))).stream()
        .map(
            row ->
                new PoisonMessage(
                    row.text("QueueName"),
                    row.time("MovedAt"),
                    row.text("MessageHash"),
                    row.optionalText("JobName"),
                    row.text("Reason"),
                    row.longNumber("DequeueCount")))
        .sorted(Comparator.comparing(PoisonMessage::movedAt))
        .toList();
  }
}
