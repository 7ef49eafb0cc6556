package highavailability.cli.jobviews;

import com.fasterxml.jackson.databind.JsonNode;
import highavailability.jobs.Attempt;
import highavailability.jobs.Decision;
import highavailability.jobs.Job;
import highavailability.jobs.JobRequest;
import highavailability.jobs.Json;
import highavailability.jobs.Redaction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A job, for scripts: what is not known is left out; times are ISO 8601.
 *
 * @param state one of {@link JobStage}, as people see it
 */
public record JobReport(
    String jobName,
    String id,
    String state,
    Integer percent,
    String stateSince,
    Integer attempt,
    String instance,
    String transformName,
    String outputAssetName,
    String assetName,
    String createdAt,
    String submittedAt,
    String decidedAt,
    String provisionedAt,
    JobView.Trouble error,
    List<String> provisionedInstances,
    List<String> pendingInstances,
    String url,
    List<EarlierAttempt> earlierAttempts,
    JsonNode request) {

  /**
   * An attempt that counts no longer.
   *
   * @param attempt its number
   * @param instance absent when no instance had it
   */
  public record EarlierAttempt(int attempt, String instance, String submittedAt, String outcome) {}

  /** What the request of a report may hold. */
  public enum Secrets {
    /** The request is left out. */
    NO_REQUEST,
    /** The request without what looks like a secret. */
    REDACTED,
    /** The request as it is. */
    SHOWN
  }

  /** The report of a job, with as much of its request as may be shown. */
  public static JobReport of(JobView view, Secrets secrets) {
    Optional<Job> job = view.job();
    Optional<Attempt> current = job.map(Job::current);
    return new JobReport(
        view.jobName(),
        job.map(Job::id).orElse(null),
        view.stage().label(),
        view.percent().orElse(null),
        text(view.since()),
        current.map(Attempt::number).orElse(null),
        current.flatMap(Attempt::account).orElse(null),
        job.map(Job::transformName).orElse(null),
        job.map(Job::outputAssetName).orElse(null),
        job.map(j -> j.current().assetName(j.outputAssetName())).orElse(null),
        text(job.map(Job::createdAt)),
        text(current.map(Attempt::submittedAt)),
        text(job.flatMap(Job::decision).map(Decision::at)),
        text(job.flatMap(j -> j.followUps().completedEventSentAt())),
        view.trouble().orElse(null),
        view.provisioned(),
        view.pending(),
        view.url().orElse(null),
        job.map(Job::earlier).orElse(List.of()).stream().map(JobReport::earlier).toList(),
        job.flatMap(Job::request).map(r -> request(r, secrets)).orElse(null));
  }

  private static EarlierAttempt earlier(Attempt attempt) {
    return new EarlierAttempt(
        attempt.number(),
        attempt.account().orElse(null),
        attempt.submittedAt().toString(),
        attempt.outcome().map(Redaction::redact).orElse(null));
  }

  private static JsonNode request(JobRequest request, Secrets secrets) {
    return switch (secrets) {
      case NO_REQUEST -> null;
      case REDACTED -> Json.tree(Redaction.redact(Json.write(request)));
      case SHOWN -> Json.tree(Json.write(request));
    };
  }

  private static String text(Optional<Instant> time) {
    return time.map(Instant::toString).orElse(null);
  }
}
