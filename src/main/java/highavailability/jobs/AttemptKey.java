package highavailability.jobs;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Finds the status row of one attempt. It travels with the job as its correlation data and comes
 * back with every event, so an event needs no look-up.
 *
 * @param account the instance, in lower case
 * @param submissionHour UTC hour of the submission as ten digits, {@code yyyyMMddHH}; no date
 *     format, which the Functions host might rewrite in an event
 * @param jobName the job as the request names it
 * @param attempt number of the attempt, from 1
 */
public record AttemptKey(String account, String submissionHour, String jobName, int attempt) {
  private static final DateTimeFormatter HOUR =
      DateTimeFormatter.ofPattern("yyyyMMddHH").withZone(ZoneOffset.UTC);

  private static final String ACCOUNT = "haAccount";
  private static final String HOUR_FIELD = "haSubmissionHour";
  private static final String JOB = "haJobName";
  private static final String ATTEMPT = "haAttempt";

  /** Rejects what cannot be a key. */
  public AttemptKey {
    Objects.requireNonNull(account, "account");
    Objects.requireNonNull(jobName, "jobName");
    if (!submissionHour.matches("\\d{10}")) {
      throw new IllegalArgumentException("submissionHour must be ten digits: " + submissionHour);
    }
    if (attempt < 1) {
      throw new IllegalArgumentException("attempt must be 1 or more: " + attempt);
    }
  }

  /** The key of an attempt that is submitted to an instance at a time. */
  public static AttemptKey of(String account, Instant submittedAt, String jobName, int attempt) {
    return new AttemptKey(Names.canonical(account), hourOf(submittedAt), jobName, attempt);
  }

  /** The hour of a time, as in a key. */
  public static String hourOf(Instant time) {
    return HOUR.format(time);
  }

  /** What the job carries at the instance; events bring it back. */
  public Map<String, String> toCorrelationData() {
    return Map.of(
        ACCOUNT,
        account,
        HOUR_FIELD,
        submissionHour,
        JOB,
        jobName,
        ATTEMPT,
        Integer.toString(attempt));
  }

  /** The key in a job's correlation data; empty when the job is none of this app's. */
  public static Optional<AttemptKey> fromCorrelationData(Map<String, String> data) {
    String account = data.get(ACCOUNT);
    String hour = data.get(HOUR_FIELD);
    String jobName = data.get(JOB);
    String attempt = data.get(ATTEMPT);
    if (account == null
        || hour == null
        || attempt == null
        || Names.problemWith(JOB, jobName).isPresent()
        || !hour.matches("\\d{10}")
        || !attempt.matches("[1-9]\\d{0,5}")) {
      return Optional.empty();
    }
    return Optional.of(
        new AttemptKey(Names.canonical(account), hour, jobName, Integer.parseInt(attempt)));
  }
}
