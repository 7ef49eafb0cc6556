package highavailability.azurestorage;

import highavailability.jobs.AttemptKey;
import highavailability.jobs.JobError;
import highavailability.jobs.JobOutputStatus;
import highavailability.jobs.JobOutputStatusStore;
import highavailability.jobs.JobOutputStatusUpdate;
import highavailability.jobs.JobState;
import highavailability.jobs.Names;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Attempts in the table {@code JobOutputStatus}, by instance and hour of submission. Each state has
 * a time property of its own.
 */
public final class TableJobOutputStatusStore implements JobOutputStatusStore {
  private static final String SUBMITTED_AT = "SubmittedAt";
  private static final String LAST_UPDATED = "LastUpdated";
  private static final String PROGRESS = "Progress";
  private static final String ERROR_CODE = "ErrorCode";
  private static final String ERROR_CATEGORY = "ErrorCategory";
  private static final String ERROR_MESSAGE = "ErrorMessage";
  private static final String ERROR_IS_RETRIABLE = "ErrorIsRetriable";

  private final Table table;
  private final Clock clock;

  /** Keeps rows in the given tables. */
  public TableJobOutputStatusStore(StorageTables tables, Clock clock) {
    this.table = tables.table(StorageTables.JOB_OUTPUT_STATUS);
    this.clock = clock;
  }

  @Override
  public void recordSubmission(JobOutputStatus submitted) {
    // LastUpdated is not the submission's to write: a repeat would set it back.
    table.upsert(
        at(submitted.key())
            .with("Account", submitted.key().account())
            .with("JobName", submitted.key().jobName())
            .with("Attempt", submitted.key().attempt())
            .with("TransformName", submitted.transformName())
            .with("ServiceJobName", submitted.serviceJobName())
            .with("OutputAssetName", submitted.outputAssetName())
            .with(SUBMITTED_AT, submitted.submittedAt()));
  }

  @Override
  public boolean merge(JobOutputStatusUpdate update) {
    Row row =
        at(update.key())
            .with(timeProperty(update.state()), update.time())
            .with(LAST_UPDATED, clock.instant());
    update.progress().ifPresent(p -> row.with(PROGRESS, p));
    update
        .error()
        .ifPresent(
            e ->
                row.withMessage(ERROR_CODE, e.code())
                    .withMessage(ERROR_CATEGORY, e.category())
                    .withMessage(ERROR_MESSAGE, e.message())
                    .with(ERROR_IS_RETRIABLE, e.retriable()));
    return table.merge(row);
  }

  @Override
  public void withdraw(AttemptKey key) {
    table.delete(partitionKey(key.account(), key.submissionHour()), rowKey(key));
  }

  @Override
  public Optional<JobOutputStatus> find(AttemptKey key) {
    return table
        .find(partitionKey(key.account(), key.submissionHour()), rowKey(key))
        .filter(TableJobOutputStatusStore::wasSubmitted)
        .map(TableJobOutputStatusStore::read);
  }

  @Override
  public List<JobOutputStatus> list(String account, Instant from, Instant to) {
    Instant first = Row.toMicros(from);
    return table
        .list(
            TableKeys.filterPartitions(
                partitionKey(account, AttemptKey.hourOf(from)),
                partitionKey(account, AttemptKey.hourOf(to))))
        .stream()
        .filter(TableJobOutputStatusStore::wasSubmitted)
        .map(TableJobOutputStatusStore::read)
        .filter(s -> !s.submittedAt().isBefore(first) && !s.submittedAt().isAfter(to))
        .sorted(
            Comparator.comparing(JobOutputStatus::submittedAt)
                .thenComparing(s -> Names.canonical(s.key().jobName()))
                .thenComparing(s -> s.key().attempt()))
        .toList();
  }

  private static boolean wasSubmitted(Row row) {
    return row.has(SUBMITTED_AT);
  }

  private static JobOutputStatus read(Row row) {
    Map<JobState, Instant> stateTimes = new EnumMap<>(JobState.class);
    for (JobState state : JobState.values()) {
      row.optionalTime(timeProperty(state)).ifPresent(t -> stateTimes.put(state, t));
    }
    Instant submittedAt = row.time(SUBMITTED_AT);
    return new JobOutputStatus(
        new AttemptKey(
            row.text("Account"), hourIn(row), row.text("JobName"), row.number("Attempt")),
        row.text("TransformName"),
        row.text("ServiceJobName"),
        row.text("OutputAssetName"),
        submittedAt,
        stateTimes,
        row.optionalNumber(PROGRESS).stream().boxed().findFirst(),
        row.optionalText(ERROR_CODE).map(code -> readError(row, code)),
        row.optionalTime(LAST_UPDATED).filter(t -> t.isAfter(submittedAt)).orElse(submittedAt));
  }

  private static JobError readError(Row row, String code) {
    return new JobError(
        code,
        row.text(ERROR_CATEGORY),
        row.text(ERROR_MESSAGE),
        row.optionalFlag(ERROR_IS_RETRIABLE).orElse(false));
  }

  private static String timeProperty(JobState state) {
    return state.serviceName() + "At";
  }

  private static Row at(AttemptKey key) {
    return Row.at(partitionKey(key.account(), key.submissionHour()), rowKey(key));
  }

  private static String partitionKey(String account, String hour) {
    return TableKeys.join(TableKeys.part(account), hour);
  }

  private static String hourIn(Row row) {
    return row.partitionKey().substring(row.partitionKey().lastIndexOf(Names.SEPARATOR) + 1);
  }

  private static String rowKey(AttemptKey key) {
    return TableKeys.join(TableKeys.part(key.jobName()), Integer.toString(key.attempt()));
  }
}
