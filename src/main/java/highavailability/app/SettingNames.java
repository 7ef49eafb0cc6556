package highavailability.app;

/** Names of the app settings that are spoken of in more than one place. */
final class SettingNames {
  static final String STUCK_IN_PROCESS = "NumberOfMinutesInProcessToMarkJobStuck";
  static final String STUCK_IN_SCHEDULED = "NumberOfMinutesInScheduledToMarkJobStuck";
  static final String RESYNC = "TimeSinceLastUpdateToForceJobResyncInMinutes";
  static final String JOB_WINDOW = "TimeWindowToLoadJobsInMinutes";
  static final String CALL_WINDOW = "TimeWindowToLoadMediaServiceCallsInMinutes";
  static final String HEALTHY_RATE = "SuccessRateForHealthyState";
  static final String UNHEALTHY_RATE = "SuccessRateForUnHealthyState";
  static final String RECOVERY = "InstanceRecoveryPeriodInMinutes";
  static final String RETENTION = "HistoryRetentionInDays";
  static final String KEY_VAULT = "KeyVaultName";

  private SettingNames() {}
}
