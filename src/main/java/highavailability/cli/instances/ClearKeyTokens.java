package highavailability.cli.instances;

import highavailability.app.AppComponent;
import highavailability.cli.command.CommandFailedException;
import highavailability.cli.command.FailureText;
import highavailability.jobs.Decision;
import highavailability.jobs.Job;
import highavailability.jobs.JobStore;
import highavailability.jobs.Json;
import highavailability.jobs.Names;
import highavailability.jobs.ProvisioningCompletedEvent;
import highavailability.mediaservices.MediaServiceCallException;
import highavailability.mediaservices.MediaServiceInstance;
import highavailability.mediaservices.MediaServiceInstance.ContentKey;
import highavailability.mediaservices.MediaServiceInstances;
import highavailability.provisioning.ClearKeyTokenService;
import highavailability.provisioning.ProcessedAsset;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tokens with which a player gets the key of a provisioned asset. */
final class ClearKeyTokens {
  private final MediaServiceInstances instances;
  private final JobStore jobs;
  private final ClearKeyTokenService tokens;
  private final Clock clock;

  ClearKeyTokens(
      MediaServiceInstances instances, JobStore jobs, ClearKeyTokenService tokens, Clock clock) {
    this.instances = instances;
    this.jobs = jobs;
    this.tokens = tokens;
    this.clock = clock;
  }

  static ClearKeyTokens of(AppComponent app) {
    return new ClearKeyTokens(
        app.mediaServiceInstances(), app.jobStore(), app.clearKeyTokenService(), app.clock());
  }

  /**
   * A token.
   *
   * @param token the token, which is a secret
   * @param expiresAt ISO 8601
   * @param contentKeyId the one key that it is good for
   * @param assetName the asset
   * @param streamingLocatorName the locator
   * @param streamingLocatorId the first part of the path of its URLs
   * @param mediaServiceAccountName the instance that told the key's id; the key is the same in all
   */
  record Token(
      String token,
      String expiresAt,
      String contentKeyId,
      String assetName,
      String streamingLocatorName,
      String streamingLocatorId,
      String mediaServiceAccountName) {}

  /**
   * The asset that a job has published.
   *
   * @throws CommandFailedException when it has not, or not yet
   */
  String assetOf(String jobName) {
    Job job =
        jobs.find(jobName)
            .orElseThrow(() -> new CommandFailedException("There is no job '" + jobName + "'."));
    return job.followUps()
        .completedEvent()
        .map(e -> Json.read(e, ProvisioningCompletedEvent.class).assetName())
        .orElseThrow(
            () ->
                new CommandFailedException(
                    "Job '"
                        + job.jobName()
                        + (job.decision().orElse(null) instanceof Decision.Failed
                            ? "' has failed: it has published nothing."
                            : "' has published nothing yet; wait until it is provisioned.")));
  }

  /**
   * Makes a token for an asset.
   *
   * @throws CommandFailedException when no instance tells the asset's key
   */
  Token create(String assetName, Duration validFor) {
    String locatorName = ProcessedAsset.clearKeyLocatorName(assetName);
    List<String> silent = new ArrayList<>();
    for (String account : instances.accountNames()) {
      try {
        Optional<Token> token = createAt(instances.get(account), assetName, locatorName, validFor);
        if (token.isPresent()) {
          return token.get();
        }
      } catch (MediaServiceCallException e) {
        silent.add(FailureText.of(e).get(0));
      }
    }
    throw new CommandFailedException(
        (silent.isEmpty() ? "No instance" : "No instance that answers")
            + " has a streaming locator '"
            + locatorName
            + "' with a key for asset '"
            + assetName
            + "': the asset does not exist or is not provisioned"
            + (silent.isEmpty() ? "" : " (" + String.join("; ", silent) + ")")
            + "; --job finds the asset of a job.");
  }

  private Optional<Token> createAt(
      MediaServiceInstance instance, String assetName, String locatorName, Duration validFor) {
    return instance
        .findStreamingLocator(locatorName)
        .filter(locator -> Names.same(locator.assetName(), assetName))
        .flatMap(
            locator ->
                instance.listContentKeys(locatorName).stream()
                    .map(ContentKey::id)
                    .findFirst()
                    .map(
                        key -> {
                          Instant expiresAt = clock.instant().plus(validFor);
                          return new Token(
                              tokens.createToken(key, validFor),
                              expiresAt.truncatedTo(ChronoUnit.SECONDS).toString(),
                              key.toString(),
                              locator.assetName(),
                              locatorName,
                              locator.id().toString(),
                              instance.accountName());
                        }));
  }
}
