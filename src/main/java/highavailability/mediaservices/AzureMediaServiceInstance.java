package highavailability.mediaservices;

import com.azure.core.util.Context;
import com.azure.resourcemanager.mediaservices.fluent.AzureMediaServices;
import com.azure.resourcemanager.mediaservices.fluent.models.AssetInner;
import com.azure.resourcemanager.mediaservices.fluent.models.JobInner;
import com.azure.resourcemanager.mediaservices.fluent.models.StreamingLocatorInner;
import com.azure.resourcemanager.mediaservices.models.JobOutputAsset;
import com.azure.resourcemanager.mediaservices.models.OnErrorType;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** One instance over the Media Services SDK. */
final class AzureMediaServiceInstance implements MediaServiceInstance {
  private final String resourceGroup;
  private final String accountName;
  private final AzureMediaServices client;
  private final InstanceCircuit circuit;
  private final CallGuard guard;

  AzureMediaServiceInstance(
      MediaServiceInstanceConfiguration configuration,
      AzureMediaServices client,
      InstanceCircuit circuit,
      CallGuard guard) {
    this.resourceGroup = configuration.resourceGroup();
    this.accountName = configuration.accountName();
    this.client = client;
    this.circuit = circuit;
    this.guard = guard;
  }

  @Override
  public Optional<Duration> notAnsweringFor() {
    return circuit.openFor();
  }

  @Override
  public void probe() {
    guard.call(
        "MediaServices.get",
        context ->
            client
                .getMediaservices()
                .getByResourceGroupWithResponse(resourceGroup, accountName, context)
                .getStatusCode());
  }

  @Override
  public boolean continuesOnError(String transformName) {
    return guard
        .find(
            "Transforms.get",
            context ->
                client
                    .getTransforms()
                    .getWithResponse(resourceGroup, accountName, transformName, context)
                    .getValue()
                    .outputs())
        .filter(
            outputs ->
                !outputs.isEmpty()
                    && outputs.stream().allMatch(o -> OnErrorType.CONTINUE_JOB.equals(o.onError())))
        .isPresent();
  }

  @Override
  public String accountName() {
    return accountName;
  }

  @Override
  public Asset createOrUpdateAsset(String assetName, Optional<String> alternateId) {
    // The service's "create or update" would wipe what an existing asset has and we do not send.
    return findAsset(assetName).orElseGet(() -> createAsset(assetName, alternateId));
  }

  private Asset createAsset(String assetName, Optional<String> alternateId) {
    AssetInner body = new AssetInner();
    alternateId.ifPresent(body::withAlternateId);
    AssetInner asset =
        guard.call(
            "Assets.createOrUpdate",
            context ->
                client
                    .getAssets()
                    .createOrUpdateWithResponse(
                        resourceGroup, accountName, assetName, body, context)
                    .getValue());
    return asset.container() == null
        ? guard.call("Assets.get", context -> getAsset(assetName, context))
        : new Asset(assetName, asset.container(), alternateId);
  }

  @Override
  public Optional<Asset> findAsset(String assetName) {
    return guard.find("Assets.get", context -> getAsset(assetName, context));
  }

  private Asset getAsset(String assetName, Context context) {
    AssetInner asset =
        client
            .getAssets()
            .getWithResponse(resourceGroup, accountName, assetName, context)
            .getValue();
    if (asset.container() == null) {
      throw new BrokenAnswerException("an asset without its container");
    }
    return new Asset(assetName, asset.container(), Optional.ofNullable(asset.alternateId()));
  }

  @Override
  public void deleteAsset(String assetName) {
    guard.find(
        "Assets.delete",
        context ->
            client.getAssets().deleteWithResponse(resourceGroup, accountName, assetName, context));
  }

  @Override
  public JobCreation createJob(NewJob job) {
    JobInner body =
        new JobInner()
            .withInput(JobInputs.toSdk(job.inputs()))
            .withOutputs(List.of(new JobOutputAsset().withAssetName(job.outputAssetName())))
            .withCorrelationData(job.correlationData());
    // Once only: a creation that is executed late, after its repeat has run and was deleted, would
    // make the job anew, and that would write into an asset that is published by then.
    boolean isNew =
        createsNew(
            () ->
                guard.callOnce(
                    "Jobs.create",
                    context ->
                        client
                            .getJobs()
                            .createWithResponse(
                                resourceGroup,
                                accountName,
                                job.transformName(),
                                job.jobName(),
                                body,
                                context)),
            () -> true);
    return isNew ? JobCreation.CREATED : JobCreation.EXISTS;
  }

  /** Whether a thing is new; false when there is one of its name, as far as the service tells. */
  private static boolean createsNew(Runnable create, BooleanSupplier exists) {
    try {
      create.run();
      return true;
    } catch (MediaServiceCallException e) {
      int status = e.status().orElse(0);
      // The SDK takes nothing but a 201 with the whole resource; any other 2xx is a success too.
      if (status >= 200 && status < 300) {
        return true;
      }
      if (status == 409 && exists.getAsBoolean()) {
        return false;
      }
      throw e;
    }
  }

  @Override
  public Optional<MediaServiceJob> findJob(String transformName, String jobName) {
    return guard.find(
        "Jobs.get",
        context ->
            JobMapping.toJob(
                client
                    .getJobs()
                    .getWithResponse(resourceGroup, accountName, transformName, jobName, context)
                    .getValue()));
  }

  @Override
  public List<MediaServiceJob> listJobs(String transformName, Instant createdFrom) {
    String filter = "properties/created ge " + createdFrom.truncatedTo(ChronoUnit.MILLIS);
    return guard
        .find(
            "Jobs.list",
            context ->
                client
                    .getJobs()
                    .list(resourceGroup, accountName, transformName, filter, null, context)
                    .stream()
                    .map(JobMapping::toJob)
                    .toList())
        .orElse(List.of());
  }

  @Override
  public void cancelJob(String transformName, String jobName) {
    try {
      guard.find(
          "Jobs.cancelJob",
          context ->
              client
                  .getJobs()
                  .cancelJobWithResponse(
                      resourceGroup, accountName, transformName, jobName, context));
    } catch (MediaServiceCallException e) {
      boolean mayHaveEnded = e.status().orElse(0) == 400 || e.status().orElse(0) == 409;
      if (!mayHaveEnded
          || findJob(transformName, jobName).filter(job -> !job.state().isFinal()).isPresent()) {
        throw e;
      }
    }
  }

  @Override
  public void deleteJob(String transformName, String jobName) {
    guard.find(
        "Jobs.delete",
        context ->
            client
                .getJobs()
                .deleteWithResponse(resourceGroup, accountName, transformName, jobName, context));
  }

  @Override
  public Optional<StreamingLocator> findStreamingLocator(String locatorName) {
    return guard.find(
        "StreamingLocators.get",
        context ->
            StreamingLocatorMapping.toLocator(
                locatorName,
                client
                    .getStreamingLocators()
                    .getWithResponse(resourceGroup, accountName, locatorName, context)
                    .getValue()));
  }

  @Override
  public boolean createStreamingLocator(NewStreamingLocator locator) {
    StreamingLocatorInner body = StreamingLocatorMapping.toSdk(locator);
    return createsNew(
        () ->
            guard.call(
                "StreamingLocators.create",
                context ->
                    client
                        .getStreamingLocators()
                        .createWithResponse(
                            resourceGroup, accountName, locator.name(), body, context)),
        // Ids conflict as well as names: another locator may have this one's.
        () -> findStreamingLocator(locator.name()).isPresent());
  }

  @Override
  public List<ContentKey> listContentKeys(String locatorName) {
    return guard.call(
        "StreamingLocators.listContentKeys",
        context ->
            StreamingLocatorMapping.toContentKeys(
                client
                    .getStreamingLocators()
                    .listContentKeysWithResponse(resourceGroup, accountName, locatorName, context)
                    .getValue()));
  }

  @Override
  public List<StreamingPath> listStreamingPaths(String locatorName) {
    return guard.call(
        "StreamingLocators.listPaths",
        context ->
            StreamingLocatorMapping.toPaths(
                client
                    .getStreamingLocators()
                    .listPathsWithResponse(resourceGroup, accountName, locatorName, context)
                    .getValue()));
  }
}
