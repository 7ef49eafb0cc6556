package highavailability.mediaservices;

import com.azure.core.util.Context;
import com.azure.resourcemanager.mediaservices.fluent.AzureMediaServices;
import com.azure.resourcemanager.mediaservices.fluent.StreamingEndpointsClient;
import com.azure.resourcemanager.mediaservices.fluent.models.AssetInner;
import com.azure.resourcemanager.mediaservices.fluent.models.ContentKeyPolicyInner;
import com.azure.resourcemanager.mediaservices.fluent.models.JobInner;
import com.azure.resourcemanager.mediaservices.fluent.models.StreamingEndpointInner;
import com.azure.resourcemanager.mediaservices.fluent.models.StreamingLocatorInner;
import com.azure.resourcemanager.mediaservices.fluent.models.TransformInner;
import com.fasterxml.jackson.databind.JsonNode;
import highavailability.mediaservices.MediaServiceInstance.MediaServiceJob;
import highavailability.mediaservices.StreamingEndpointSwitch.Change;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What operators do at one instance, over the Media Services SDK. */
final class AzureMediaServiceAdministration implements MediaServiceAdministration {
  private static final Set<Integer> KNOWS_NO_SUBSCRIPTIONS = Set.of(400, 404, 405);

  private final String resourceGroup;
  private final String accountName;
  private final AzureMediaServices client;
  private final CallGuard guard;
  private final StreamingEndpointSwitch endpointSwitch;
  private final EventSubscriptionList eventSubscriptions;

  AzureMediaServiceAdministration(
      MediaServiceInstanceConfiguration configuration,
      AzureMediaServices client,
      CallGuard guard,
      StreamingEndpointSwitch endpointSwitch) {
    this.resourceGroup = configuration.resourceGroup();
    this.accountName = configuration.accountName();
    this.client = client;
    this.guard = guard;
    this.endpointSwitch = endpointSwitch;
    this.eventSubscriptions =
        new EventSubscriptionList(
            client.getHttpPipeline(), client.getEndpoint(), configuration.resourceId());
  }

  @Override
  public String accountName() {
    return accountName;
  }

  @Override
  public Optional<JsonNode> findTransform(String name) {
    return guard.find(
        "Transforms.get",
        context ->
            TransformProperties.toJson(
                client
                    .getTransforms()
                    .getWithResponse(resourceGroup, accountName, name, context)
                    .getValue()));
  }

  @Override
  public void createOrUpdateTransform(String name, JsonNode properties) {
    TransformInner body = TransformProperties.toSdk(properties);
    guard.call(
        "Transforms.createOrUpdate",
        context ->
            client
                .getTransforms()
                .createOrUpdateWithResponse(resourceGroup, accountName, name, body, context));
  }

  @Override
  public List<String> listTransforms() {
    return guard.call(
        "Transforms.list",
        context ->
            client.getTransforms().list(resourceGroup, accountName, null, null, context).stream()
                .map(TransformInner::name)
                .toList());
  }

  @Override
  public Optional<ContentKeyPolicy> findContentKeyPolicy(String name) {
    return guard.find(
        "ContentKeyPolicies.getPolicyPropertiesWithSecrets",
        context ->
            ContentKeyPolicyMapping.toPolicy(
                client
                    .getContentKeyPolicies()
                    .getPolicyPropertiesWithSecretsWithResponse(
                        resourceGroup, accountName, name, context)
                    .getValue()));
  }

  @Override
  public void createOrUpdateContentKeyPolicy(String name, ClearKeyOption option) {
    ContentKeyPolicyInner body = ContentKeyPolicyMapping.toSdk(option);
    guard.call(
        "ContentKeyPolicies.createOrUpdate",
        context ->
            client
                .getContentKeyPolicies()
                .createOrUpdateWithResponse(resourceGroup, accountName, name, body, context));
  }

  @Override
  public List<StreamingEndpoint> listStreamingEndpoints() {
    return guard.call(
        "StreamingEndpoints.list",
        context ->
            endpoints().list(resourceGroup, accountName, context).stream()
                .map(
                    e ->
                        new StreamingEndpoint(
                            e.name(), state(e), Optional.ofNullable(e.hostname()).orElse("")))
                .toList());
  }

  @Override
  public void startStreamingEndpoint(String name, Duration longest) {
    endpointSwitch.bring(
        name,
        Change.START,
        context -> endpoints().beginStart(resourceGroup, accountName, name, context),
        () -> endpointState(name),
        longest);
  }

  @Override
  public void stopStreamingEndpoint(String name, Duration longest) {
    endpointSwitch.bring(
        name,
        Change.STOP,
        context -> endpoints().beginStop(resourceGroup, accountName, name, context),
        () -> endpointState(name),
        longest);
  }

  private String endpointState(String name) {
    return guard.call(
        "StreamingEndpoints.get",
        context ->
            state(
                endpoints().getWithResponse(resourceGroup, accountName, name, context).getValue()));
  }

  private StreamingEndpointsClient endpoints() {
    return client.getStreamingEndpoints();
  }

  private static String state(StreamingEndpointInner endpoint) {
    if (endpoint.resourceState() == null) {
      throw new BrokenAnswerException("a streaming endpoint without its state");
    }
    return endpoint.resourceState().toString();
  }

  @Override
  public List<AssetItem> listAssets() {
    return guard.call(
        "Assets.list",
        context ->
            client.getAssets().list(resourceGroup, accountName, null, null, null, context).stream()
                .map(AzureMediaServiceAdministration::assetItem)
                .toList());
  }

  private static AssetItem assetItem(AssetInner asset) {
    return new AssetItem(
        asset.name(),
        Optional.ofNullable(asset.container()).orElse(""),
        Optional.ofNullable(asset.alternateId()),
        requireTime(asset.created()));
  }

  @Override
  public List<LocatorItem> listStreamingLocators() {
    return guard.call(
        "StreamingLocators.list",
        context ->
            client
                .getStreamingLocators()
                .list(resourceGroup, accountName, null, null, null, context)
                .stream()
                .map(AzureMediaServiceAdministration::locatorItem)
                .toList());
  }

  private static LocatorItem locatorItem(StreamingLocatorInner locator) {
    MediaServiceInstance.StreamingLocator known =
        StreamingLocatorMapping.toLocator(locator.name(), locator);
    return new LocatorItem(
        known.name(), known.id(), known.assetName(), requireTime(locator.created()));
  }

  @Override
  public List<JobItem> listJobs(String transformName) {
    return guard.find("Jobs.list", context -> jobs(transformName, context)).orElse(List.of());
  }

  private List<JobItem> jobs(String transformName, Context context) {
    return client
        .getJobs()
        .list(resourceGroup, accountName, transformName, null, null, context)
        .stream()
        .map(job -> jobItem(transformName, job))
        .toList();
  }

  private static JobItem jobItem(String transformName, JobInner job) {
    MediaServiceJob known = JobMapping.toJob(job);
    return new JobItem(
        known.name(),
        transformName,
        known.state().serviceName(),
        known.correlationData(),
        requireTime(job.created()));
  }

  // Whoever cleans up old things must not take one of unknown age for old.
  private static Instant requireTime(OffsetDateTime created) {
    if (created == null) {
      throw new BrokenAnswerException("a thing without the time when it was made");
    }
    return created.toInstant();
  }

  @Override
  public void deleteStreamingLocator(String name) {
    guard.find(
        "StreamingLocators.delete",
        context ->
            client
                .getStreamingLocators()
                .deleteWithResponse(resourceGroup, accountName, name, context));
  }

  @Override
  public List<String> listDownloadPaths(String locatorName) {
    return guard.call(
        "StreamingLocators.listPaths",
        context ->
            Optional.ofNullable(
                    client
                        .getStreamingLocators()
                        .listPathsWithResponse(resourceGroup, accountName, locatorName, context)
                        .getValue()
                        .downloadPaths())
                .map(List::copyOf)
                .orElse(List.of()));
  }

  @Override
  public Optional<List<EventSubscription>> listEventSubscriptions() {
    try {
      return guard.find("EventSubscriptions.list", eventSubscriptions::read);
    } catch (MediaServiceCallException e) {
      if (KNOWS_NO_SUBSCRIPTIONS.contains(e.status().orElse(0))) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
