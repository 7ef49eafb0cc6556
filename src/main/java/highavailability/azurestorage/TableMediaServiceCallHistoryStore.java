package highavailability.azurestorage;

import highavailability.jobs.AttemptKey;
import highavailability.mediaservices.MediaServiceCall;
import highavailability.mediaservices.MediaServiceCallHistoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** Calls in the table {@code MediaServiceCallHistory}, by instance and hour. */
public final class TableMediaServiceCallHistoryStore implements MediaServiceCallHistoryStore {
  private static final String DURATION = "DurationInMilliseconds";

  private final Table table;

  /** Keeps rows in the given tables. */
  public TableMediaServiceCallHistoryStore(StorageTables tables) {
    this.table = tables.table(StorageTables.MEDIA_SERVICE_CALL_HISTORY);
  }

  @Override
  public void append(List<MediaServiceCall> calls) {
    calls.stream()
        .map(TableMediaServiceCallHistoryStore::write)
        .collect(Collectors.groupingBy(Row::partitionKey))
        .values()
        .forEach(table::upsertAll);
  }

  @Override
  public List<MediaServiceCall> list(String accountName, Instant from, Instant to) {
    Instant first = Row.toMicros(from);
    return table
        .list(
            TableKeys.filterPartitions(
                partitionKey(accountName, from), partitionKey(accountName, to)))
        .stream()
        .map(TableMediaServiceCallHistoryStore::read)
        .filter(c -> !c.startedAt().isBefore(first) && !c.startedAt().isAfter(to))
        .sorted(Comparator.comparing(MediaServiceCall::startedAt))
        .toList();
  }

  private static Row write(MediaServiceCall call) {
    Row row =
        Row.at(
                partitionKey(call.accountName(), call.startedAt()),
                TableKeys.join(TableKeys.time(call.startedAt()), UUID.randomUUID().toString()))
            .with("AccountName", call.accountName())
            .with("StartedAt", call.startedAt())
            .with(DURATION, call.duration().toMillis())
            .with("Method", call.method())
            .withMessage("Operation", call.operation());
    call.status().ifPresent(status -> row.with("Status", status));
    return row;
  }

  private static MediaServiceCall read(Row row) {
    return new MediaServiceCall(
        row.text("AccountName"),
        row.time("StartedAt"),
        Duration.ofMillis(row.longNumber(DURATION)),
        row.text("Method"),
        row.text("Operation"),
        row.optionalNumber("Status"));
  }

  private static String partitionKey(String account, Instant time) {
    return TableKeys.join(TableKeys.part(account), AttemptKey.hourOf(time));
  }
}
