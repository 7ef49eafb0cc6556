package highavailability.azurestorage;

import highavailability.health.HealthState;
import highavailability.health.MediaServiceInstanceHealth;
import highavailability.health.MediaServiceInstanceHealthStore;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** Health records in the table {@code MediaServiceInstanceHealth}. */
public final class TableMediaServiceInstanceHealthStore implements MediaServiceInstanceHealthStore {
  private static final String ACCOUNT_NAME = "AccountName";
  private static final String HEALTH_STATE = "HealthState";
  private static final String IS_ENABLED = "IsEnabled";
  private static final String LAST_UPDATED = "LastUpdated";
  private static final String JOB_SUCCESS_RATE = "JobSuccessRate";
  private static final String CALL_SUCCESS_RATE = "CallSuccessRate";
  private static final String REASON = "Reason";

  /** A merge cannot remove a property, so a rate that is not known needs a value. */
  private static final double UNKNOWN_RATE = -1;

  private final Table table;

  /** Keeps records in the given tables. */
  public TableMediaServiceInstanceHealthStore(StorageTables tables) {
    this.table = tables.table(StorageTables.MEDIA_SERVICE_INSTANCE_HEALTH);
  }

  @Override
  public List<MediaServiceInstanceHealth> list() {
    return table.listAll().stream()
        .map(TableMediaServiceInstanceHealthStore::read)
        .sorted(Comparator.comparing(MediaServiceInstanceHealth::accountName))
        .toList();
  }

  @Override
  public void mergeEvaluation(MediaServiceInstanceHealth health) {
    Row row =
        at(health.accountName())
            .with(HEALTH_STATE, nameOf(health.state()))
            .with(JOB_SUCCESS_RATE, health.jobSuccessRate().orElse(UNKNOWN_RATE))
            .with(CALL_SUCCESS_RATE, health.callSuccessRate().orElse(UNKNOWN_RATE))
            .withMessage(REASON, health.reason());
    health.lastUpdated().ifPresent(t -> row.with(LAST_UPDATED, t));
    table.upsert(row);
  }

  @Override
  public void mergeEnabled(String accountName, boolean enabled) {
    table.upsert(at(accountName).with(IS_ENABLED, enabled));
  }

  private static Row at(String accountName) {
    return Row.at(TableKeys.part(accountName), TableKeys.ONLY_ROW).with(ACCOUNT_NAME, accountName);
  }

  private static MediaServiceInstanceHealth read(Row row) {
    MediaServiceInstanceHealth unknown = MediaServiceInstanceHealth.unknown(row.text(ACCOUNT_NAME));
    return new MediaServiceInstanceHealth(
        unknown.accountName(),
        row.optionalText(HEALTH_STATE)
            .map(s -> HealthState.valueOf(s.toUpperCase(Locale.ROOT)))
            .orElse(unknown.state()),
        row.optionalFlag(IS_ENABLED).orElse(unknown.enabled()),
        row.optionalTime(LAST_UPDATED),
        rate(row, JOB_SUCCESS_RATE),
        rate(row, CALL_SUCCESS_RATE),
        row.optionalText(REASON).orElse(unknown.reason()));
  }

  private static OptionalDouble rate(Row row, String property) {
    OptionalDouble rate = row.optionalDouble(property);
    return rate.isPresent() && rate.getAsDouble() >= 0 ? rate : OptionalDouble.empty();
  }

  private static String nameOf(HealthState state) {
    return switch (state) {
      case HEALTHY -> "Healthy";
      case DEGRADED -> "Degraded";
      case UNHEALTHY -> "Unhealthy";
    };
  }
}
