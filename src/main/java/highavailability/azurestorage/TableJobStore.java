package highavailability.azurestorage;

import highavailability.jobs.Job;
import highavailability.jobs.JobStore;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** The ledger in the table {@code Job}, with a row for each job and for each reserved asset. */
public final class TableJobStore implements JobStore {
  private static final String WRITE_ID = "WriteId";
  private static final String ASSET = "asset";
  private static final String ASSET_NAME = "AssetName";
  private static final String JOB_NAME = "JobName";

  private final Table table;

  /** Keeps the ledger in the given tables. */
  public TableJobStore(StorageTables tables) {
    this.table = tables.table(StorageTables.JOB);
  }

  @Override
  public Optional<Job> find(String jobName) {
    return table.find(TableKeys.part(jobName), TableKeys.ONLY_ROW).map(JobRow::read);
  }

  @Override
  public Optional<Job> insert(Job job) {
    return write(JobRow.write(job), table::insert);
  }

  @Override
  public Optional<Job> replace(Job job) {
    String etag =
        job.etag()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "Job " + job.jobName() + " has no version; read or insert it first."));
    return write(JobRow.write(job).withEtag(etag), table::replace);
  }

  @Override
  public String reserveOutputAsset(String assetName, String jobName) {
    String key = TableKeys.reserved(ASSET, assetName);
    Row reservation =
        Row.at(key, TableKeys.ONLY_ROW).with(ASSET_NAME, assetName).with(JOB_NAME, jobName);
    if (table.insert(reservation).isPresent()) {
      return jobName;
    }
    return findOutputAssetOwner(assetName)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "The reservation of output asset " + assetName + " has vanished"));
  }

  @Override
  public Optional<String> findOutputAssetOwner(String assetName) {
    return table
        .find(TableKeys.reserved(ASSET, assetName), TableKeys.ONLY_ROW)
        .map(row -> row.text(JOB_NAME));
  }

  /**
   * Writes a row under a version. When the answer to a write is lost, the client repeats it and is
   * told of a conflict with itself; the row then carries the id of this write.
   */
  private Optional<Job> write(Row row, Function<Row, Optional<String>> how) {
    String id = UUID.randomUUID().toString();
    row.with(WRITE_ID, id);
    Optional<Row> written =
        how.apply(row)
            .map(row::withEtag)
            .or(
                () ->
                    table
                        .find(row.partitionKey(), row.rowKey())
                        .filter(r -> r.optionalText(WRITE_ID).filter(id::equals).isPresent()));
    return written.map(JobRow::read);
  }
}
