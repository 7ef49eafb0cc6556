package highavailability.jobs;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * One try at a job. Attempts share nothing: from the second one on, the job and the asset at the
 * instance carry the attempt's number, so a forgotten encoder never writes into a published asset.
 *
 * @param number from 1
 * @param account the instance that has it; empty while none has
 * @param submittedAt when it was given to that instance, or begun
 * @param outcome how it ended; empty while it runs
 */
public record Attempt(
    int number, Optional<String> account, Instant submittedAt, Optional<String> outcome) {
  /** Rejects nulls. */
  public Attempt {
    Objects.requireNonNull(account, "account");
    Objects.requireNonNull(submittedAt, "submittedAt");
    Objects.requireNonNull(outcome, "outcome");
  }

  /** The job's name at the instance. */
  public String serviceJobName(String jobName) {
    return named(jobName);
  }

  /** The asset that this attempt writes. */
  public String assetName(String outputAssetName) {
    return named(outputAssetName);
  }

  /** Where the status row of this attempt is; empty while no instance has it. */
  public Optional<AttemptKey> key(String jobName) {
    return account.map(a -> AttemptKey.of(a, submittedAt, jobName, number));
  }

  Attempt ended(String how) {
    return new Attempt(number, account, submittedAt, Optional.of(how));
  }

  private String named(String name) {
    return number == 1 ? name : Names.derive(name, Integer.toString(number));
  }
}
