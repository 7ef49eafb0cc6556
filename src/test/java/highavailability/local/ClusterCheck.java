package highavailability.local;

import com.azure.core.management.exception.ManagementException;
import com.azure.core.util.Context;
import com.azure.resourcemanager.mediaservices.MediaServicesManager;
import com.azure.resourcemanager.mediaservices.models.StreamingLocator;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.queue.QueueClient;
import com.azure.storage.queue.QueueClientBuilder;
import com.azure.storage.queue.QueueMessageEncoding;
import com.azure.storage.queue.models.QueueMessageItem;
import highavailability.jobs.Attempt;
import highavailability.jobs.Job;
import highavailability.jobs.Json;
import highavailability.jobs.ProvisioningCompletedEvent;
import highavailability.jobs.QueueNames;
import highavailability.local.Regions.Region;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Looks from outside, with the plain SDKs, whether a job is provisioned as promised. */
final class ClusterCheck {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final LocalCluster cluster;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

  ClusterCheck(LocalCluster cluster) {
    this.cluster = cluster;
  }

  /** How many messages a queue holds. */
  long messagesOn(String queueName) {
    return new QueueClientBuilder()
        .connectionString(cluster.appConnectionString())
        .queueName(queueName)
        .buildClient()
        .getProperties()
        .getApproximateMessagesCountLong();
  }

  /** How many completed events there are. */
  long completedEvents() {
    return messagesOn(QueueNames.PROVISIONING_COMPLETED_EVENTS);
  }

  /** Everything that is not as promised for a provisioned job; nothing when all is well. */
  List<String> problemsOf(Job job) {
    List<String> problems = new ArrayList<>();
    ProvisioningCompletedEvent event =
        Json.read(job.followUps().completedEvent().orElseThrow(), ProvisioningCompletedEvent.class);
    Set<Map<String, String>> contents = new HashSet<>();
    Set<String> locators = new HashSet<>();
    for (Region region : cluster.regions()) {
      MediaServicesManager manager = region.sdk();
      Map<String, String> blobs = blobsOf(region, manager, event.assetName());
      if (blobs.isEmpty()) {
        problems.add("asset " + event.assetName() + " is empty at " + region.accountName());
      }
      contents.add(blobs);
      locators.add(
          locatorOf(region, manager, event.clearStreamingLocators().get(0).streamingLocatorName())
              + " "
              + locatorOf(
                  region,
                  manager,
                  event.clearKeyStreamingLocators().get(0).streamingLocatorName()));
    }
    if (contents.size() != 1) {
      problems.add("the blobs of asset " + event.assetName() + " differ between regions");
    }
    if (locators.size() != 1) {
      problems.add("locators or keys of job " + job.jobName() + " differ between regions");
    }
    for (String url : List.of(event.streamingUrls().dash(), event.streamingUrls().hls())) {
      int status = statusOf(url);
      if (status != 200) {
        problems.add(url + " answers " + status);
      }
    }
    return problems;
  }

  /** How many messages are on poison queues. */
  long poisonMessages() {
    return Stream.of(
            QueueNames.JOB_REQUESTS,
            QueueNames.JOB_VERIFICATION_REQUESTS,
            QueueNames.PROVISIONING_REQUESTS)
        .map(QueueNames::poisonQueueOf)
        .mapToLong(this::messagesOn)
        .sum();
  }

  /** The messages of a queue, which stay there. */
  List<String> messages(String queueName) {
    QueueClient queue =
        new QueueClientBuilder()
            .connectionString(cluster.appConnectionString())
            .queueName(queueName)
            .messageEncoding(QueueMessageEncoding.BASE64)
            .buildClient();
    List<QueueMessageItem> received = new ArrayList<>();
    List<QueueMessageItem> next = List.of();
    do {
      next =
          queue.receiveMessages(32, TIMEOUT.multipliedBy(6), TIMEOUT, Context.NONE).stream()
              .toList();
      received.addAll(next);
    } while (!next.isEmpty());
    received.forEach(
        m ->
            queue.updateMessage(
                m.getMessageId(), m.getPopReceipt(), m.getBody().toString(), Duration.ZERO));
    return received.stream().map(m -> m.getBody().toString()).toList();
  }

  /** What a superseded attempt has left at its instance. */
  List<String> leftoversOf(Job job, Attempt attempt) {
    String account = attempt.account().orElseThrow();
    Region region =
        cluster.regions().stream()
            .filter(r -> r.accountName().equals(account))
            .findFirst()
            .orElseThrow();
    MediaServicesManager manager = region.sdk();
    String jobName = attempt.serviceJobName(job.jobName());
    String assetName = attempt.assetName(job.outputAssetName());
    List<String> left = new ArrayList<>();
    if (exists(
        () ->
            manager
                .jobs()
                .get(Regions.RESOURCE_GROUP, account, ClusterSettings.TRANSFORM, jobName))) {
      left.add("job " + jobName + " is left at " + account);
    }
    if (exists(() -> manager.assets().get(Regions.RESOURCE_GROUP, account, assetName))) {
      left.add("asset " + assetName + " is left at " + account);
    }
    return left;
  }

  private static boolean exists(Supplier<?> get) {
    try {
      get.get();
      return true;
    } catch (ManagementException e) {
      return e.getResponse().getStatusCode() != 404;
    }
  }

  /** Names of jobs that an instance still has. */
  List<String> jobsAt(Region region) {
    return region
        .sdk()
        .jobs()
        .list(Regions.RESOURCE_GROUP, region.accountName(), ClusterSettings.TRANSFORM)
        .stream()
        .map(com.azure.resourcemanager.mediaservices.models.Job::name)
        .toList();
  }

  /** Size and SHA-256 of each blob. */
  private static Map<String, String> blobsOf(
      Region region, MediaServicesManager manager, String assetName) {
    BlobContainerClient container =
        new BlobServiceClientBuilder()
            .connectionString(region.storageConnectionString())
            .buildClient()
            .getBlobContainerClient(
                manager
                    .assets()
                    .get(Regions.RESOURCE_GROUP, region.accountName(), assetName)
                    .container());
    Map<String, String> blobs = new TreeMap<>();
    container
        .listBlobs()
        .forEach(
            b ->
                blobs.put(
                    b.getName(),
                    b.getProperties().getContentLength()
                        + " "
                        + sha256(container.getBlobClient(b.getName()).openInputStream())));
    return blobs;
  }

  private static String locatorOf(Region region, MediaServicesManager manager, String name) {
    StreamingLocator locator =
        manager.streamingLocators().get(Regions.RESOURCE_GROUP, region.accountName(), name);
    StringBuilder keys = new StringBuilder();
    manager
        .streamingLocators()
        .listContentKeys(Regions.RESOURCE_GROUP, region.accountName(), name)
        .contentKeys()
        .forEach(k -> keys.append(' ').append(k.id()).append('=').append(k.value()));
    return locator.streamingLocatorId().toString() + keys;
  }

  private int statusOf(String url) {
    try {
      return http.send(
              HttpRequest.newBuilder(URI.create(url)).timeout(TIMEOUT).build(),
              BodyHandlers.discarding())
          .statusCode();
    } catch (IOException e) {
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  private static String sha256(InputStream content) {
    try (DigestInputStream in =
        new DigestInputStream(content, MessageDigest.getInstance("SHA-256"))) {
      in.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(in.getMessageDigest().digest());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java runtime has SHA-256", e);
    }
  }
}
