package highavailability.jobs;

import java.util.ArrayList;
import java.util.List;

/**
 * A message on {@link QueueNames#JOB_VERIFICATION_REQUESTS}: look at this attempt.
 *
 * @param jobName the job
 * @param attempt number of the attempt, from 1
 * @param check number of this look at the attempt; one that the ledger has gone past is dropped
 * @param mediaServiceAccountName the instance that had the attempt when the message was sent
 */
public record JobVerificationRequest(
    String jobName, int attempt, int check, String mediaServiceAccountName) {

  /**
   * Checks every field.
   *
   * @throws InvalidMessageException naming everything that is wrong
   */
  public JobVerificationRequest requireValid() {
    List<String> problems = new ArrayList<>();
    Names.problemWith("jobName", jobName).ifPresent(problems::add);
    Names.problemWithDerived("mediaServiceAccountName", mediaServiceAccountName)
        .ifPresent(problems::add);
    if (attempt < 1) {
      problems.add("Field 'attempt' must be 1 or more.");
    }
    if (check < 1) {
      problems.add("Field 'check' must be 1 or more.");
    }
    if (!problems.isEmpty()) {
      throw new InvalidMessageException(String.join(" ", problems));
    }
    return this;
  }
}
