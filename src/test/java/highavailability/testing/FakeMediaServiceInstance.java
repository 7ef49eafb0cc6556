package highavailability.testing;

import highavailability.jobs.JobError;
import highavailability.jobs.JobState;
import highavailability.mediaservices.MediaServiceCallException;
import highavailability.mediaservices.MediaServiceCallException.Outcome;
import highavailability.mediaservices.MediaServiceInstance;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/** One instance in memory; it fails when told to. */
public final class FakeMediaServiceInstance implements MediaServiceInstance {
  private final String accountName;
  private final Map<String, Asset> assets = new LinkedHashMap<>();
  private final Map<String, NewJob> jobs = new LinkedHashMap<>();
  private final Map<String, MediaServiceJob> jobStates = new LinkedHashMap<>();
  private final Map<String, NewStreamingLocator> locators = new LinkedHashMap<>();
  private final List<String> calls = new ArrayList<>();
  private final Map<String, MediaServiceCallException> failures = new LinkedHashMap<>();
  private Optional<Duration> notAnsweringFor = Optional.empty();
  private boolean continuesOnError;
  private final Map<String, Runnable> reactions = new LinkedHashMap<>();

  /** An instance without anything in it. */
  public FakeMediaServiceInstance(String accountName) {
    this.accountName = accountName;
  }

  /** Lets an operation, such as {@code createJob}, fail from now on. */
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
    notAnsweringFor = Optional.empty();
  }

  /** Runs once, after the next call of an operation has done its work. */
  public synchronized void after(String operation, Runnable action) {
    reactions.put(operation, action);
  }

  /** Operations called so far, with the name of what they were called for. */
  public synchronized List<String> calls() {
    return List.copyOf(calls);
  }

  /** Jobs that are there, by name. */
  public synchronized Map<String, NewJob> jobs() {
    return new LinkedHashMap<>(jobs);
  }

  /** Assets that are there, by name. */
  public synchronized Map<String, Asset> assets() {
    return new LinkedHashMap<>(assets);
  }

  /** Locators that are there, by name. */
  public synchronized Map<String, NewStreamingLocator> locators() {
    return new LinkedHashMap<>(locators);
  }

  /** Lets a job reach a state. */
  public synchronized void setState(String jobName, JobState state, JobError error) {
    MediaServiceJob job = jobStates.get(jobName);
    jobStates.put(
        jobName,
        new MediaServiceJob(
            jobName,
            state,
            job.progress(),
            Optional.ofNullable(error),
            job.correlationData(),
            job.createdAt(),
            job.stateChangedAt()));
  }

  private void call(String operation, String name) {
    calls.add(operation + " " + name);
    MediaServiceCallException failure = failures.get(operation);
    if (failure != null) {
      throw failure;
    }
  }

  private void done(String operation) {
    Optional.ofNullable(reactions.remove(operation)).ifPresent(Runnable::run);
  }

  @Override
  public String accountName() {
    return accountName;
  }

  /** Lets the instance be silent for some time. */
  public synchronized void setNotAnsweringFor(Duration silence) {
    notAnsweringFor = Optional.of(silence);
  }

  /** Lets a transform's outputs go on when they fail. */
  public synchronized void setContinuesOnError() {
    continuesOnError = true;
  }

  @Override
  public synchronized Optional<Duration> notAnsweringFor() {
    return notAnsweringFor;
  }

  @Override
  public synchronized void probe() {
    call("probe", accountName);
  }

  @Override
  public synchronized boolean continuesOnError(String transformName) {
    call("continuesOnError", transformName);
    return continuesOnError;
  }

  @Override
  public synchronized Asset createOrUpdateAsset(String assetName, Optional<String> alternateId) {
    call("createOrUpdateAsset", assetName);
    return assets.computeIfAbsent(assetName, n -> new Asset(n, "container-" + n, alternateId));
  }

  @Override
  public synchronized Optional<Asset> findAsset(String assetName) {
    call("findAsset", assetName);
    return Optional.ofNullable(assets.get(assetName));
  }

  @Override
  public synchronized void deleteAsset(String assetName) {
    call("deleteAsset", assetName);
    assets.remove(assetName);
  }

  @Override
  public synchronized JobCreation createJob(NewJob job) {
    call("createJob", job.jobName());
    if (jobs.containsKey(job.jobName())) {
      return JobCreation.EXISTS;
    }
    jobs.put(job.jobName(), job);
    jobStates.put(
        job.jobName(),
        new MediaServiceJob(
            job.jobName(),
            JobState.QUEUED,
            Optional.of(0),
            Optional.empty(),
            job.correlationData(),
            Instant.EPOCH,
            Instant.EPOCH));
    done("createJob");
    return JobCreation.CREATED;
  }

  @Override
  public synchronized Optional<MediaServiceJob> findJob(String transformName, String jobName) {
    call("findJob", jobName);
    return Optional.ofNullable(jobStates.get(jobName));
  }

  @Override
  public synchronized List<MediaServiceJob> listJobs(String transformName, Instant createdFrom) {
    call("listJobs", transformName);
    return List.copyOf(jobStates.values());
  }

  @Override
  public synchronized void cancelJob(String transformName, String jobName) {
    call("cancelJob", jobName);
  }

  @Override
  public synchronized void deleteJob(String transformName, String jobName) {
    call("deleteJob", jobName);
    jobs.remove(jobName);
    jobStates.remove(jobName);
  }

  @Override
  public synchronized Optional<StreamingLocator> findStreamingLocator(String locatorName) {
    call("findStreamingLocator", locatorName);
    return Optional.ofNullable(locators.get(locatorName))
        .map(l -> new StreamingLocator(l.name(), l.id(), l.assetName()));
  }

  @Override
  public synchronized boolean createStreamingLocator(NewStreamingLocator locator) {
    call("createStreamingLocator", locator.name());
    return locators.putIfAbsent(locator.name(), locator) == null;
  }

  @Override
  public synchronized List<ContentKey> listContentKeys(String locatorName) {
    call("listContentKeys", locatorName);
    List<ContentKey> given = locators.get(locatorName).contentKeys();
    return given.isEmpty()
        ? List.of(
            new ContentKey(
                UUID.nameUUIDFromBytes(accountName.getBytes(StandardCharsets.UTF_8)),
                "key-made-by-" + accountName,
                Optional.of("cencDefaultKey")))
        : given;
  }

  @Override
  public synchronized List<StreamingPath> listStreamingPaths(String locatorName) {
    call("listStreamingPaths", locatorName);
    String base = "/" + locators.get(locatorName).id() + "/video.ism/manifest";
    return List.of(
        new StreamingPath("Hls", List.of(base + "(format=m3u8-cmaf)")),
        new StreamingPath("Dash", List.of(base + "(format=mpd-time-cmaf)")));
  }
}
