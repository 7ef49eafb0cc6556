package highavailability.app;

import static highavailability.app.SettingNames.CALL_WINDOW;
import static highavailability.app.SettingNames.HEALTHY_RATE;
import static highavailability.app.SettingNames.JOB_WINDOW;
import static highavailability.app.SettingNames.KEY_VAULT;
import static highavailability.app.SettingNames.RECOVERY;
import static highavailability.app.SettingNames.RESYNC;
import static highavailability.app.SettingNames.RETENTION;
import static highavailability.app.SettingNames.STUCK_IN_PROCESS;
import static highavailability.app.SettingNames.STUCK_IN_SCHEDULED;
import static highavailability.app.SettingNames.UNHEALTHY_RATE;

import highavailability.app.SettingsReader.Range;
import highavailability.jobs.Names;
import highavailability.verification.StuckJobPolicy;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Every app setting, typed and valid. The settings keep the names and defaults that the documents
 * give them; a duration is whole minutes (days where the name says so) or ISO-8601.
 *
 * @param jobs how long jobs may take and how they are followed
 * @param health how instances are rated
 * @param streaming where and how finished assets are played
 * @param schedules of the two timers; the Functions host reads them as well
 * @param historyRetention how long statuses and calls are kept ({@code HistoryRetentionInDays})
 * @param keyVaultName the vault that holds the secrets; empty when the environment does
 * @param managedIdentityClientId the user-assigned identity to sign in with ({@code
 *     AZURE_CLIENT_ID}); empty for the system-assigned one
 */
public record AppSettings(
    Jobs jobs,
    Health health,
    Streaming streaming,
    Schedules schedules,
    Duration historyRetention,
    Optional<String> keyVaultName,
    Optional<String> managedIdentityClientId) {
  /** A storage queue keeps a message invisible for seven days at most. */
  private static final Duration LONGEST_DELAY = Duration.ofDays(7);

  private static final Pattern VAULT =
      Pattern.compile("(?!.*--)[A-Za-z][A-Za-z0-9-]{1,22}[A-Za-z0-9]");

  /**
   * How long jobs may take and how they are followed.
   *
   * @param stuckInProcessAfter {@code NumberOfMinutesInProcessToMarkJobStuck}
   * @param stuckInScheduledAfter {@code NumberOfMinutesInScheduledToMarkJobStuck}
   * @param resyncAfter how long a job may be silent before its instance is asked ({@code
   *     TimeSinceLastUpdateToForceJobResyncInMinutes})
   * @param verifyAfter from submission to the first verification, seven days at most ({@code
   *     TimeDurationInMinutesToVerifyJobStatus})
   * @param maxVerifications {@code MaxNumberOfVerifications}
   * @param maxResubmissions {@code MaxNumberOfResubmissions}
   * @param stuckJobPolicy {@code StuckJobPolicy}
   * @param maxRequestWait how long a request waits for a usable instance ({@code
   *     MaxJobRequestWaitInMinutes}); zero when it does not wait
   */
  public record Jobs(
      Duration stuckInProcessAfter,
      Duration stuckInScheduledAfter,
      Duration resyncAfter,
      Duration verifyAfter,
      int maxVerifications,
      int maxResubmissions,
      StuckJobPolicy stuckJobPolicy,
      Duration maxRequestWait) {}

  /**
   * How instances are rated.
   *
   * @param jobWindow how far back jobs count ({@code TimeWindowToLoadJobsInMinutes})
   * @param callWindow how far back calls count ({@code TimeWindowToLoadMediaServiceCallsInMinutes})
   * @param healthyRate at this success rate or above an instance is healthy ({@code
   *     SuccessRateForHealthyState})
   * @param unhealthyRate at this success rate or below it is unhealthy ({@code
   *     SuccessRateForUnHealthyState})
   * @param minimumSamples fewer jobs or calls tell nothing ({@code MinimumNumberOfHealthSamples})
   * @param recoveryPeriod how long all must be well before older trouble is forgotten ({@code
   *     InstanceRecoveryPeriodInMinutes})
   */
  public record Health(
      Duration jobWindow,
      Duration callWindow,
      double healthyRate,
      double unhealthyRate,
      int minimumSamples,
      Duration recoveryPeriod) {}

  /**
   * Where and how finished assets are played.
   *
   * @param frontDoorHostName host of the published URLs, with its port if it has one ({@code
   *     FrontDoorHostName})
   * @param contentKeyPolicyName the policy of encrypted locators ({@code ContentKeyPolicyName})
   * @param tokenIssuer issuer in tokens for content keys ({@code TokenIssuer})
   * @param tokenAudience audience in tokens for content keys ({@code TokenAudience})
   */
  public record Streaming(
      String frontDoorHostName,
      String contentKeyPolicyName,
      String tokenIssuer,
      String tokenAudience) {}

  /**
   * When the timers run. The Functions host takes them from the app settings by itself, so they
   * have no default; they are read here only to tell a wrong one clearly.
   *
   * @param instanceHealth {@code InstanceHealthSchedule}
   * @param jobOutputStatusSync {@code JobOutputStatusSyncSchedule}
   */
  public record Schedules(String instanceHealth, String jobOutputStatusSync) {}

  /**
   * Reads all settings.
   *
   * @param environment gives the value of an app setting, null when it is absent
   * @throws InvalidSettingsException naming every setting that is wrong
   */
  public static AppSettings read(Function<String, String> environment) {
    Problems problems = new Problems();
    AppSettings settings = read(environment, problems);
    problems.throwIfAny();
    return settings;
  }

  /** Reads all settings; what it gives is of no use when it finds problems. */
  static AppSettings read(Function<String, String> environment, Problems problems) {
    SettingsReader reader = new SettingsReader(environment, problems);
    AppSettings settings =
        new AppSettings(
            readJobs(reader),
            readHealth(reader),
            readStreaming(reader),
            new Schedules(
                schedule(reader, "InstanceHealthSchedule", "0 */10 * * * *"),
                schedule(reader, "JobOutputStatusSyncSchedule", "0 */15 * * * *")),
            reader.days(RETENTION, 30, Range.POSITIVE),
            reader.optional(
                KEY_VAULT,
                v -> VAULT.matcher(v).matches(),
                "the name alone, without https:// and .vault.azure.net: 3 to 24 letters, digits and"
                    + " single hyphens that begin with a letter"),
            reader.optional("AZURE_CLIENT_ID"));
    settings.findContradictions(reader);
    return settings;
  }

  private static Jobs readJobs(SettingsReader reader) {
    return new Jobs(
        reader.minutes(STUCK_IN_PROCESS, 60, Range.POSITIVE),
        reader.minutes(STUCK_IN_SCHEDULED, 30, Range.POSITIVE),
        reader.minutes(RESYNC, 30, Range.POSITIVE),
        reader.minutes(
            "TimeDurationInMinutesToVerifyJobStatus", 60, Range.POSITIVE.upTo(LONGEST_DELAY)),
        reader.count("MaxNumberOfVerifications", 3, 0, 1000),
        reader.count("MaxNumberOfResubmissions", 2, 0, 1000),
        readStuckJobPolicy(reader),
        reader.minutes("MaxJobRequestWaitInMinutes", 1440, Range.FROM_ZERO));
  }

  private static StuckJobPolicy readStuckJobPolicy(SettingsReader reader) {
    return reader
        .optional("StuckJobPolicy", v -> policy(v).isPresent(), "Report or CancelAndResubmit")
        .flatMap(AppSettings::policy)
        .orElse(StuckJobPolicy.CANCEL_AND_RESUBMIT);
  }

  private static Optional<StuckJobPolicy> policy(String text) {
    return Arrays.stream(StuckJobPolicy.values())
        .filter(p -> p.name().replace("_", "").equalsIgnoreCase(text))
        .findFirst();
  }

  private static Health readHealth(SettingsReader reader) {
    return new Health(
        reader.minutes(JOB_WINDOW, 360, Range.POSITIVE),
        reader.minutes(CALL_WINDOW, 360, Range.POSITIVE),
        reader.rate(HEALTHY_RATE, 0.9),
        reader.rate(UNHEALTHY_RATE, 0.7),
        reader.count("MinimumNumberOfHealthSamples", 5, 1, 1_000_000),
        reader.minutes(RECOVERY, 30, Range.POSITIVE));
  }

  private static Streaming readStreaming(SettingsReader reader) {
    return new Streaming(
        reader.required(
            "FrontDoorHostName",
            HostName::isHostWithOptionalPort,
            "a host name such as myapp.azurefd.net, without https:// and path"),
        reader.required(
            "ContentKeyPolicyName",
            v -> Names.problemWithDerived("ContentKeyPolicyName", v).isEmpty(),
            "the name of a content key policy that every instance has, without < > % & : \\ ? / * +"
                + " . ' and at most 260 characters"),
        reader.required(
            "TokenIssuer", v -> true, "the issuer that the content key policy asks for"),
        reader.required(
            "TokenAudience", v -> true, "the audience that the content key policy asks for"));
  }

  private static String schedule(SettingsReader reader, String name, String usual) {
    return reader.required(
        name,
        TimerSchedule::isPlausible,
        "an NCRONTAB expression of six fields or a time span hh:mm:ss; the usual value is "
            + usual);
  }

  private void findContradictions(SettingsReader reader) {
    reader.requireLess(
        UNHEALTHY_RATE,
        health.unhealthyRate,
        HEALTHY_RATE,
        health.healthyRate,
        "an instance between the two rates is degraded");
    String unseen = "a job would leave the window before that time is over, and never be noticed";
    reader.requireLess(
        STUCK_IN_PROCESS, jobs.stuckInProcessAfter, JOB_WINDOW, health.jobWindow, unseen);
    reader.requireLess(
        STUCK_IN_SCHEDULED, jobs.stuckInScheduledAfter, JOB_WINDOW, health.jobWindow, unseen);
    reader.requireLess(RESYNC, jobs.resyncAfter, JOB_WINDOW, health.jobWindow, unseen);
    String notLoaded = "only what happened within the window is loaded";
    reader.requireAtMost(RECOVERY, health.recoveryPeriod, JOB_WINDOW, health.jobWindow, notLoaded);
    reader.requireAtMost(
        RECOVERY, health.recoveryPeriod, CALL_WINDOW, health.callWindow, notLoaded);
    String dropped = "what is older than the retention is deleted";
    reader.requireAtMost(JOB_WINDOW, health.jobWindow, RETENTION, historyRetention, dropped);
    reader.requireAtMost(CALL_WINDOW, health.callWindow, RETENTION, historyRetention, dropped);
  }
}
