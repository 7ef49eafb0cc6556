package highavailability.azurestorage;

import com.fasterxml.jackson.databind.JsonNode;
import highavailability.jobs.Attempt;
import highavailability.jobs.Decision;
import highavailability.jobs.FollowUps;
import highavailability.jobs.InvalidMessageException;
import highavailability.jobs.Job;
import highavailability.jobs.JobRequest;
import highavailability.jobs.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/** A job as a row that a person can read. */
final class JobRow {
  private static final String FINISHED = "Finished";
  private static final String FAILED = "Failed";

  /** An outcome of an earlier attempt is history; it is cut before the list of them is. */
  private static final int MAX_EARLIER_OUTCOME_LENGTH = 1_024;

  private JobRow() {}

  static Row write(Job job) {
    Row row =
        Row.at(TableKeys.part(job.jobName()), TableKeys.ONLY_ROW)
            .with("JobName", job.jobName())
            // Not "Id", which Cosmos DB for Table keeps for itself.
            .with("RequestId", job.id())
            .with("TransformName", job.transformName())
            .with("OutputAssetName", job.outputAssetName())
            .with("CreatedAt", job.createdAt())
            .with("Attempt", job.current().number())
            .with("SubmittedAt", job.current().submittedAt())
            .with("Check", job.counters().check())
            .with("Verifications", job.counters().verifications())
            .with("Resubmissions", job.counters().resubmissions());
    job.request().ifPresent(r -> row.withBinary("Request", Json.write(r)));
    job.current().account().ifPresent(a -> row.with("Account", a));
    job.current().outcome().ifPresent(o -> row.withMessage("Outcome", o));
    if (!job.earlier().isEmpty()) {
      row.with("EarlierAttempts", writeEarlier(job.earlier()));
    }
    job.waitingSince().ifPresent(t -> row.with("WaitingSince", t));
    job.decision().ifPresent(d -> writeDecision(row, d));
    writeFollowUps(row, job.followUps());
    return row;
  }

  private static void writeDecision(Row row, Decision decision) {
    row.with("DecidedAt", decision.at()).with("DecidedAttempt", decision.attempt());
    if (decision instanceof Decision.Failed failed) {
      row.with("Decision", FAILED)
          .withMessage("FailureCode", failed.code())
          .withMessage("FailureMessage", failed.message());
    } else {
      row.with("Decision", FINISHED);
    }
  }

  private static void writeFollowUps(Row row, FollowUps done) {
    done.provisioningRequestedAt().ifPresent(t -> row.with("ProvisioningRequestedAt", t));
    done.completedEvent().ifPresent(e -> row.withBinary("CompletedEvent", e));
    done.completedEventSentAt().ifPresent(t -> row.with("CompletedEventSentAt", t));
    if (!done.pendingAccounts().isEmpty()) {
      row.with("PendingAccounts", String.join(",", done.pendingAccounts()));
    }
    done.catchUpsRequestedAt().ifPresent(t -> row.with("CatchUpsRequestedAt", t));
    done.failedEventSentAt().ifPresent(t -> row.with("FailedEventSentAt", t));
    done.cleanedUpAt().ifPresent(t -> row.with("CleanedUpAt", t));
  }

  static Job read(Row row) {
    try {
      return readJob(row);
    } catch (InvalidMessageException e) {
      // The row is damaged, and not the message that asks for it.
      throw new IllegalStateException(
          "The row of job " + row.text("JobName") + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static Job readJob(Row row) {
    return new Job(
        row.text("JobName"),
        row.text("RequestId"),
        row.text("TransformName"),
        row.text("OutputAssetName"),
        row.optionalBinary("Request").map(r -> Json.read(r, JobRequest.class)),
        row.time("CreatedAt"),
        new Attempt(
            row.number("Attempt"),
            row.optionalText("Account"),
            row.time("SubmittedAt"),
            row.optionalText("Outcome")),
        row.optionalText("EarlierAttempts").map(JobRow::readEarlier).orElse(List.of()),
        new Job.Counters(
            row.number("Check"), row.number("Verifications"), row.number("Resubmissions")),
        row.optionalTime("WaitingSince"),
        row.optionalText("Decision").map(d -> readDecision(row, d)),
        new FollowUps(
            row.optionalTime("ProvisioningRequestedAt"),
            row.optionalBinary("CompletedEvent"),
            row.optionalTime("CompletedEventSentAt"),
            row.optionalText("PendingAccounts").map(a -> Set.of(a.split(","))).orElse(Set.of()),
            row.optionalTime("CatchUpsRequestedAt"),
            row.optionalTime("FailedEventSentAt"),
            row.optionalTime("CleanedUpAt")),
        row.etag());
  }

  private static Decision readDecision(Row row, String decision) {
    int attempt = row.number("DecidedAttempt");
    Instant at = row.time("DecidedAt");
    return switch (decision) {
      case FINISHED -> new Decision.Finished(attempt, at);
      case FAILED ->
          new Decision.Failed(attempt, at, row.text("FailureCode"), row.text("FailureMessage"));
      default ->
          throw new IllegalStateException(
              "The row of job " + row.text("JobName") + " has an unknown decision: " + decision);
    };
  }

  /** An earlier attempt in JSON. */
  private record Earlier(int attempt, String account, String submittedAt, String outcome) {
    static Earlier of(Attempt attempt, int outcomeLength) {
      return new Earlier(
          attempt.number(),
          attempt.account().orElse(null),
          Row.toMicros(attempt.submittedAt()).toString(),
          attempt.outcome().map(o -> Row.cut(o, outcomeLength)).orElse(null));
    }
  }

  /**
   * The latest attempts are kept whole as far as they fit; of very many, the oldest are dropped.
   */
  private static String writeEarlier(List<Attempt> attempts) {
    int length = MAX_EARLIER_OUTCOME_LENGTH;
    List<Attempt> kept = attempts;
    while (true) {
      int outcomeLength = length;
      String json = Json.write(kept.stream().map(a -> Earlier.of(a, outcomeLength)).toList());
      if (json.length() <= Row.MAX_TEXT_LENGTH) {
        return json;
      }
      if (length > 2) {
        length /= 2;
      } else {
        kept = kept.subList(kept.size() / 4, kept.size());
      }
    }
  }

  private static List<Attempt> readEarlier(String json) {
    return StreamSupport.stream(Json.tree(json).spliterator(), false)
        .map(
            e ->
                new Attempt(
                    e.path("attempt").asInt(),
                    text(e, "account"),
                    Instant.parse(e.path("submittedAt").asText()),
                    text(e, "outcome")))
        .toList();
  }

  private static Optional<String> text(JsonNode node, String field) {
    return Optional.ofNullable(node.path(field).textValue());
  }
}
