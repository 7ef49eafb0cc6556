package highavailability.testing;

import com.fasterxml.jackson.databind.JsonNode;
import highavailability.mediaservices.MediaServiceAdministration;
import highavailability.mediaservices.MediaServiceCallException;
import highavailability.mediaservices.MediaServiceCallException.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What operators do at one instance, in memory; it fails when told to. Its streaming endpoint
 * {@code default} is stopped at first.
 */
public final class FakeMediaServiceAdministration implements MediaServiceAdministration {
  private final String accountName;
  private final Map<String, JsonNode> transforms = new LinkedHashMap<>();
  private final Map<String, ContentKeyPolicy> policies = new LinkedHashMap<>();
  private final Map<String, StreamingEndpoint> endpoints = new LinkedHashMap<>();
  private final Map<String, AssetItem> assets = new LinkedHashMap<>();
  private final Map<String, LocatorItem> locators = new LinkedHashMap<>();
  private final Map<String, JobItem> jobs = new LinkedHashMap<>();
  private final Map<String, List<String>> downloadPaths = new LinkedHashMap<>();
  private final List<String> calls = new ArrayList<>();
  private final Map<String, MediaServiceCallException> failures = new LinkedHashMap<>();
  private Optional<List<EventSubscription>> subscriptions = Optional.of(List.of());

  /** An instance as it is when it is new. */
  public FakeMediaServiceAdministration(String accountName) {
    this.accountName = accountName;
    put(new StreamingEndpoint("default", "Stopped", accountName + ".example.com"));
  }

  /** Puts a content key policy there, or another one in its place. */
  public synchronized void put(String name, ContentKeyPolicy policy) {
    policies.put(name, policy);
  }

  /** Puts a streaming endpoint there, or another one in its place. */
  public synchronized void put(StreamingEndpoint endpoint) {
    endpoints.put(endpoint.name(), endpoint);
  }

  /** Puts an asset there. */
  public synchronized void put(AssetItem asset) {
    assets.put(asset.name(), asset);
  }

  /** Puts a locator there, with what can be downloaded through it. */
  public synchronized void put(LocatorItem locator, String... paths) {
    locators.put(locator.name(), locator);
    downloadPaths.put(locator.name(), List.of(paths));
  }

  /** Puts a job there. */
  public synchronized void put(JobItem job) {
    jobs.put(job.name(), job);
  }

  /** Sets the event subscriptions; empty for an instance that knows of none. */
  public synchronized void setEventSubscriptions(Optional<List<EventSubscription>> value) {
    subscriptions = value;
  }

  /** Lets an operation, such as {@code createOrUpdateTransform}, fail from now on. */
  public synchronized void fail(String operation, Outcome outcome, int status) {
    failures.put(
        operation,
        new MediaServiceCallException(
            accountName,
            operation,
            outcome,
            status == 0 ? OptionalInt.empty() : OptionalInt.of(status),
            "as the test wants",
            null));
  }

  /** Ends all failures. */
  public synchronized void recover() {
    failures.clear();
  }

  /** Operations called so far, with the name of what they were called for. */
  public synchronized List<String> calls() {
    return List.copyOf(calls);
  }

  private void call(String operation, String name) {
    calls.add(operation + " " + name);
    MediaServiceCallException failure = failures.get(operation);
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public String accountName() {
    return accountName;
  }

  @Override
  public synchronized Optional<JsonNode> findTransform(String name) {
    call("findTransform", name);
    return Optional.ofNullable(transforms.get(name));
  }

  @Override
  public synchronized void createOrUpdateTransform(String name, JsonNode properties) {
    call("createOrUpdateTransform", name);
    transforms.put(name, properties);
  }

  @Override
  public synchronized List<String> listTransforms() {
    call("listTransforms", accountName);
    return List.copyOf(transforms.keySet());
  }

  @Override
  public synchronized Optional<ContentKeyPolicy> findContentKeyPolicy(String name) {
    call("findContentKeyPolicy", name);
    return Optional.ofNullable(policies.get(name));
  }

  @Override
  public synchronized void createOrUpdateContentKeyPolicy(String name, ClearKeyOption option) {
    call("createOrUpdateContentKeyPolicy", name);
    policies.put(name, new ContentKeyPolicy(Optional.of(option)));
  }

  @Override
  public synchronized List<StreamingEndpoint> listStreamingEndpoints() {
    call("listStreamingEndpoints", accountName);
    return List.copyOf(endpoints.values());
  }

  @Override
  public synchronized void startStreamingEndpoint(String name, Duration longest) {
    call("startStreamingEndpoint", name);
    put(new StreamingEndpoint(name, "Running", endpoints.get(name).hostName()));
  }

  @Override
  public synchronized void stopStreamingEndpoint(String name, Duration longest) {
    call("stopStreamingEndpoint", name);
    put(new StreamingEndpoint(name, "Stopped", endpoints.get(name).hostName()));
  }

  @Override
  public synchronized List<AssetItem> listAssets() {
    call("listAssets", accountName);
    return List.copyOf(assets.values());
  }

  @Override
  public synchronized List<LocatorItem> listStreamingLocators() {
    call("listStreamingLocators", accountName);
    return List.copyOf(locators.values());
  }

  @Override
  public synchronized List<JobItem> listJobs(String transformName) {
    call("listJobs", transformName);
    return jobs.values().stream().filter(j -> j.transformName().equals(transformName)).toList();
  }

  @Override
  public synchronized void deleteStreamingLocator(String name) {
    call("deleteStreamingLocator", name);
    locators.remove(name);
  }

  @Override
  public synchronized List<String> listDownloadPaths(String locatorName) {
    call("listDownloadPaths", locatorName);
    return downloadPaths.getOrDefault(locatorName, List.of());
  }

  @Override
  public synchronized Optional<List<EventSubscription>> listEventSubscriptions() {
    call("listEventSubscriptions", accountName);
    return subscriptions;
  }
}
