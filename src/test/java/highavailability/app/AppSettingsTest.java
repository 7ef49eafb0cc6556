package highavailability.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import highavailability.verification.StuckJobPolicy;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AppSettingsTest {
  private final Map<String, String> environment = ValidSettings.settings();

  @Test
  void settings_that_are_absent_have_the_documents_defaults() {
    AppSettings settings = AppSettings.read(environment::get);

    assertEquals(
        new AppSettings.Jobs(
            Duration.ofMinutes(60),
            Duration.ofMinutes(30),
            Duration.ofMinutes(30),
            Duration.ofMinutes(60),
            3,
            2,
            StuckJobPolicy.CANCEL_AND_RESUBMIT,
            Duration.ofMinutes(1440)),
        settings.jobs());
    assertEquals(
        new AppSettings.Health(
            Duration.ofMinutes(360), Duration.ofMinutes(360), 0.9, 0.7, 5, Duration.ofMinutes(30)),
        settings.health());
    assertEquals(Duration.ofDays(30), settings.historyRetention());
    assertEquals(Optional.empty(), settings.keyVaultName());
    assertEquals(Optional.empty(), settings.managedIdentityClientId());
  }

  @Test
  void settings_are_taken_from_the_environment() {
    environment.put("NumberOfMinutesInProcessToMarkJobStuck", " 90 ");
    environment.put("NumberOfMinutesInScheduledToMarkJobStuck", "PT45M");
    environment.put("TimeSinceLastUpdateToForceJobResyncInMinutes", "PT20S");
    environment.put("TimeDurationInMinutesToVerifyJobStatus", "P7D");
    environment.put("MaxNumberOfVerifications", "0");
    environment.put("MaxNumberOfResubmissions", "7");
    environment.put("StuckJobPolicy", "report");
    environment.put("MaxJobRequestWaitInMinutes", "0");
    environment.put("TimeWindowToLoadJobsInMinutes", "600");
    environment.put("TimeWindowToLoadMediaServiceCallsInMinutes", "PT1H30M");
    environment.put("SuccessRateForHealthyState", "1");
    environment.put("SuccessRateForUnHealthyState", "0");
    environment.put("MinimumNumberOfHealthSamples", "1");
    environment.put("InstanceRecoveryPeriodInMinutes", "15");
    environment.put("HistoryRetentionInDays", "PT36H");
    environment.put("KeyVaultName", "my-vault");
    environment.put("AZURE_CLIENT_ID", "an-identity");

    assertEquals(
        new AppSettings(
            new AppSettings.Jobs(
                Duration.ofMinutes(90),
                Duration.ofMinutes(45),
                Duration.ofSeconds(20),
                Duration.ofDays(7),
                0,
                7,
                StuckJobPolicy.REPORT,
                Duration.ZERO),
            new AppSettings.Health(
                Duration.ofMinutes(600), Duration.ofMinutes(90), 1, 0, 1, Duration.ofMinutes(15)),
            new AppSettings.Streaming("app.azurefd.net", "policy", "https://issuer", "audience"),
            new AppSettings.Schedules("0 */10 * * * *", "0 */15 * * * *"),
            Duration.ofHours(36),
            Optional.of("my-vault"),
            Optional.of("an-identity")),
        AppSettings.read(environment::get));
  }

  @Test
  void a_blank_setting_counts_as_absent() {
    environment.put("NumberOfMinutesInProcessToMarkJobStuck", "  ");
    environment.put("KeyVaultName", "");

    AppSettings settings = AppSettings.read(environment::get);

    assertEquals(Duration.ofMinutes(60), settings.jobs().stuckInProcessAfter());
    assertEquals(Optional.empty(), settings.keyVaultName());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "FrontDoorHostName",
        "ContentKeyPolicyName",
        "TokenIssuer",
        "TokenAudience",
        "InstanceHealthSchedule",
        "JobOutputStatusSyncSchedule"
      })
  void a_setting_without_default_is_required(String name) {
    environment.put(name, " ");

    assertTrue(problemText().contains("\n- " + name + " is not set: it must be "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "InstanceHealthSchedule      | the usual value is 0 */10 * * * *.",
        "JobOutputStatusSyncSchedule | the usual value is 0 */15 * * * *."
      })
  void a_missing_schedule_is_told_with_its_usual_value(String name, String cure) {
    environment.remove(name);

    assertTrue(problemText().contains(cure));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "NumberOfMinutesInProcessToMarkJobStuck   | an hour   | whole minutes such as 60 or an ISO-8601 duration such as PT30S, more than zero and at most 3650 days",
        "NumberOfMinutesInProcessToMarkJobStuck   | 0         | more than zero",
        "NumberOfMinutesInProcessToMarkJobStuck   | -5        | more than zero",
        "NumberOfMinutesInProcessToMarkJobStuck   | 1.5       | whole minutes",
        "NumberOfMinutesInProcessToMarkJobStuck   | 999999999 | at most 3650 days",
        "NumberOfMinutesInProcessToMarkJobStuck   | 9999999999999999999 | whole minutes",
        "NumberOfMinutesInScheduledToMarkJobStuck | PT0S      | more than zero",
        "TimeSinceLastUpdateToForceJobResyncInMinutes | -PT5M | more than zero",
        "TimeDurationInMinutesToVerifyJobStatus   | P8D       | at most 7 days",
        "MaxJobRequestWaitInMinutes               | -PT1S     | not negative",
        "MaxNumberOfVerifications                 | -1        | a whole number from 0 to 1000, such as 3",
        "MaxNumberOfResubmissions                 | two       | a whole number from 0 to 1000, such as 2",
        "StuckJobPolicy                           | Cancel    | Report or CancelAndResubmit",
        "TimeWindowToLoadJobsInMinutes            | P1Y       | ISO-8601",
        "TimeWindowToLoadMediaServiceCallsInMinutes | 6h      | ISO-8601",
        "SuccessRateForHealthyState               | 1.1       | a number from 0 to 1, such as 0.9",
        "SuccessRateForHealthyState               | 90%       | a number from 0 to 1",
        "SuccessRateForUnHealthyState             | NaN       | a number from 0 to 1, such as 0.7",
        "SuccessRateForUnHealthyState             | -0.1      | a number from 0 to 1",
        "MinimumNumberOfHealthSamples             | 0         | a whole number from 1 to 1000000",
        "InstanceRecoveryPeriodInMinutes          | 0         | more than zero",
        "HistoryRetentionInDays                   | a month   | whole days such as 30 or an ISO-8601 duration such as PT36H",
        "FrontDoorHostName                        | https://app.azurefd.net | a host name such as myapp.azurefd.net, without https:// and path",
        "FrontDoorHostName                        | app.azurefd.net/        | without https:// and path",
        "FrontDoorHostName                        | app azurefd             | a host name",
        "FrontDoorHostName                        | app.azurefd.net:99999   | a host name",
        "FrontDoorHostName                        | -app.azurefd.net        | a host name",
        "ContentKeyPolicyName                     | a/b       | without < > % & :",
        "InstanceHealthSchedule                   | */10 * * * * | six fields",
        "InstanceHealthSchedule                   | every hour   | the usual value is 0 */10 * * * *",
        "JobOutputStatusSyncSchedule              | 00:00:00     | a time span hh:mm:ss",
        "JobOutputStatusSyncSchedule              | 24:00:00     | a time span hh:mm:ss",
        "KeyVaultName                             | https://my-vault.vault.azure.net | the name alone",
        "KeyVaultName                             | my--vault    | single hyphens"
      })
  void a_wrong_value_is_told_with_what_is_accepted(String name, String value, String accepted) {
    environment.put(name, value);

    String text = problemText();

    assertTrue(text.contains("(1 problem):\n- " + name + " is '" + value + "': it must be "), text);
    assertTrue(text.contains(accepted), text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"app.azurefd.net:8443", "localhost:8080", "127.0.0.1", "a-b.example.com"})
  void the_front_door_host_may_have_a_port(String host) {
    environment.put("FrontDoorHostName", host);

    assertEquals(host, AppSettings.read(environment::get).streaming().frontDoorHostName());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0 */10 * * * *",
        "0 0 8-18 * * MON-FRI",
        "5,10 0 0 1 Jan *",
        "00:10:00",
        "1.0:00:00"
      })
  void a_schedule_is_whatever_the_functions_host_takes(String schedule) {
    environment.put("InstanceHealthSchedule", schedule);

    assertEquals(schedule, AppSettings.read(environment::get).schedules().instanceHealth());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SuccessRateForUnHealthyState | 0.9 | SuccessRateForUnHealthyState (0.9) must be less than SuccessRateForHealthyState (0.9)",
        "NumberOfMinutesInProcessToMarkJobStuck | 480 | NumberOfMinutesInProcessToMarkJobStuck (PT8H) must be less than TimeWindowToLoadJobsInMinutes (PT6H)",
        "NumberOfMinutesInScheduledToMarkJobStuck | 360 | NumberOfMinutesInScheduledToMarkJobStuck (PT6H) must be less than TimeWindowToLoadJobsInMinutes (PT6H)",
        "TimeSinceLastUpdateToForceJobResyncInMinutes | 400 | must be less than TimeWindowToLoadJobsInMinutes (PT6H): a job would leave the window",
        "TimeWindowToLoadMediaServiceCallsInMinutes | 20 | InstanceRecoveryPeriodInMinutes (PT30M) must be at most TimeWindowToLoadMediaServiceCallsInMinutes (PT20M)",
        "TimeWindowToLoadMediaServiceCallsInMinutes | P31D | must be at most HistoryRetentionInDays (PT720H): what is older",
        "TimeWindowToLoadJobsInMinutes | P31D | TimeWindowToLoadJobsInMinutes (PT744H) must be at most HistoryRetentionInDays (PT720H)"
      })
  void two_values_that_contradict_each_other_are_a_problem(
      String name, String value, String problem) {
    environment.put(name, value);

    String text = problemText();

    assertTrue(text.contains("(1 problem)"), text);
    assertTrue(text.contains(problem), text);
  }

  @Test
  void a_wrong_value_is_not_compared_with_others() {
    environment.put("TimeWindowToLoadJobsInMinutes", "always");
    environment.put("NumberOfMinutesInProcessToMarkJobStuck", "480");

    assertTrue(problemText().contains("(1 problem)"));
  }

  @Test
  void all_problems_are_told_at_once() {
    environment.clear();
    environment.put("MaxNumberOfVerifications", "x");
    environment.put("SuccessRateForUnHealthyState", "0.95");

    String text = problemText();

    assertTrue(
        text.startsWith("The app cannot start before its settings are corrected (8 problems)"));
    assertEquals(9, text.lines().count());
  }

  private String problemText() {
    return assertThrows(InvalidSettingsException.class, () -> AppSettings.read(environment::get))
        .getMessage();
  }
}
