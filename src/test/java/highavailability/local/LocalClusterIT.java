package highavailability.local;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.azure.core.util.Context;
import com.azure.storage.queue.QueueClient;
import com.azure.storage.queue.QueueClientBuilder;
import com.azure.storage.queue.QueueMessageEncoding;
import com.fasterxml.jackson.databind.JsonNode;
import highavailability.azurestorage.TablePoisonMessageStore;
import highavailability.emulator.EncodingSpeed;
import highavailability.emulator.EventSchema;
import highavailability.jobs.Attempt;
import highavailability.jobs.AttemptKey;
import highavailability.jobs.Job;
import highavailability.jobs.JobState;
import highavailability.jobs.Json;
import highavailability.jobs.PoisonMessage;
import highavailability.jobs.PoisonMessageStore;
import highavailability.jobs.PoisonMessages;
import highavailability.jobs.ProvisioningCompletedEvent;
import highavailability.jobs.QueueNames;
import highavailability.local.Regions.Region;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** The whole pipeline, from messages on a queue to URLs that play. */
@TestInstance(Lifecycle.PER_CLASS)
class LocalClusterIT {
  private static final String JOB_REQUESTS_POISON =
      QueueNames.poisonQueueOf(QueueNames.JOB_REQUESTS);

  private InputServer input;
  private LocalCluster cluster;
  private ClusterCheck check;

  @BeforeAll
  void start() {
    input = InputServer.start(Path.of("src/test/media/test-pattern.mp4"));
    cluster =
        LocalCluster.start(
            LocalCluster.Options.defaults()
                .with(
                    new EncodingSpeed(
                        Duration.ofMillis(50), Duration.ofMillis(50), Duration.ofMillis(200)))
                .with(Map.of("TimeDurationInMinutesToVerifyJobStatus", "PT2S")));
    check = new ClusterCheck(cluster);
  }

  @AfterAll
  void stop() {
    cluster.close();
    input.close();
  }

  @Test
  void ten_jobs_are_spread_over_three_regions_and_playable_from_each() {
    // This region's events come in both schemas, so each of them twice.
    Region twice = cluster.regions().get(1);
    twice
        .mediaServices()
        .subscribe(
            cluster.host().eventGridEndpoint("JobOutputStatusFunction"), EventSchema.CLOUD_EVENTS);
    Set<String> jobNames = submit(1, 10);

    List<Job> jobs = awaitProvisioned(jobNames);

    assertEquals(
        List.of(3L, 3L, 4L),
        jobs.stream()
            .map(j -> j.current().account().orElseThrow())
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
            .values()
            .stream()
            .sorted()
            .toList());
    assertEquals(List.of(), jobs.stream().flatMap(j -> check.problemsOf(j).stream()).toList());
    List<ProvisioningCompletedEvent> events = completedEventsOf(jobNames);
    assertEquals(10, events.size(), "one event for each job");
    Set<String> accounts =
        cluster.regions().stream().map(Region::accountName).collect(Collectors.toSet());
    for (ProvisioningCompletedEvent event : events) {
      assertEquals(accounts, Set.copyOf(event.mediaServiceAccountNames()));
    }
    patiently().until(() -> jobsLeftOf(jobNames).isEmpty());
  }

  @Test
  void jobs_run_in_the_region_that_is_signed_in_to_with_an_api_key_and_its_own_topic_is_heard()
      throws Exception {
    Region region = cluster.regions().get(1);
    JsonNode configured = Json.tree(cluster.settings().get("AMSConfiguration")).get(1);
    assertEquals("ApiKey", configured.path("Authentication").asText());
    assertTrue(configured.path("EventGridTopic").asText().contains("Microsoft.EventGrid/topics"));
    assertEquals(401, statusWithoutToken(region));

    List<Job> jobs = awaitProvisioned(submit(41, 46));

    List<Job> there =
        jobs.stream()
            .filter(j -> j.current().account().orElseThrow().equals(region.accountName()))
            .toList();
    assertFalse(there.isEmpty(), jobs.toString());
    assertEquals(List.of(), there.stream().flatMap(j -> check.problemsOf(j).stream()).toList());
    // Nothing but an event tells of a state that lasts for a moment.
    patiently().until(() -> there.stream().allMatch(this::hasNewsOfItsSchedule));
  }

  private boolean hasNewsOfItsSchedule(Job job) {
    Attempt attempt = job.current();
    AttemptKey key =
        AttemptKey.of(
            attempt.account().orElseThrow(),
            attempt.submittedAt(),
            job.jobName(),
            attempt.number());
    return cluster
        .component()
        .jobOutputStatusStore()
        .find(key)
        .filter(s -> s.stateTimes().containsKey(JobState.SCHEDULED))
        .isPresent();
  }

  private static int statusWithoutToken(Region region) throws Exception {
    URI assets =
        URI.create(
            region.mediaServices().endpoint()
                + region.mediaServices().accountResourceId()
                + "/assets?api-version=2022-08-01");
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(assets).timeout(Duration.ofSeconds(10)).build(),
            BodyHandlers.discarding())
        .statusCode();
  }

  @Test
  void wrong_requests_are_set_aside_with_their_reasons_and_disturb_no_other() {
    String noName = request(21).replace("\"jobName\"", "\"job\"");
    Map<String, String> reasons =
        Map.of(
            "{ this is no JSON",
            "not JSON",
            noName,
            "'jobName'",
            request(22).replace("output-22", "out/put"),
            "'outputAssetName' contains '/'",
            request(23).replace(ClusterSettings.TRANSFORM, "Unknown"),
            "Unknown",
            request(24).replace("#Microsoft.Media.JobInputHttp", "#Microsoft.Media.JobInputTape"),
            "JobInputTape");
    Set<String> good = submit(31, 32);
    reasons.keySet().forEach(cluster::submit);
    good.addAll(submit(33, 34));

    patiently().until(() -> textsOn(JOB_REQUESTS_POISON).containsAll(reasons.keySet()));

    assertEquals(reasons.size(), textsOn(JOB_REQUESTS_POISON).size());
    PoisonMessageStore store = new TablePoisonMessageStore(cluster.component().tables());
    reasons.forEach(
        (message, words) -> {
          List<PoisonMessage> found =
              store.list(QueueNames.JOB_REQUESTS).stream()
                  .filter(p -> p.messageHash().equals(PoisonMessages.hashOf(message)))
                  .toList();
          assertEquals(1, found.size(), message);
          assertTrue(found.get(0).reason().contains(words), found.get(0).reason());
          assertEquals(1, found.get(0).dequeueCount(), found.get(0).reason());
        });
    List<Job> jobs = awaitProvisioned(good);
    assertEquals(List.of(), jobs.stream().flatMap(j -> check.problemsOf(j).stream()).toList());
    assertEquals(List.of(), textsOn(QueueNames.JOB_FAILED_EVENTS));
  }

  private Set<String> submit(int first, int last) {
    return IntStream.rangeClosed(first, last)
        .peek(n -> cluster.submit(request(n)))
        .mapToObj(n -> "job-" + n)
        .collect(Collectors.toSet());
  }

  private String request(int number) {
    return JobRun.requestFor(number, input.uri().toString());
  }

  private List<Job> awaitProvisioned(Set<String> jobNames) {
    patiently()
        .until(
            () ->
                jobNames.stream()
                    .map(n -> cluster.component().jobStore().find(n))
                    .allMatch(
                        j -> j.flatMap(k -> k.followUps().completedEventSentAt()).isPresent()));
    return jobNames.stream()
        .map(n -> cluster.component().jobStore().find(n).orElseThrow())
        .toList();
  }

  private List<ProvisioningCompletedEvent> completedEventsOf(Set<String> jobNames) {
    return textsOn(QueueNames.PROVISIONING_COMPLETED_EVENTS).stream()
        .map(t -> Json.read(t, ProvisioningCompletedEvent.class))
        .filter(e -> jobNames.contains(e.jobName()))
        .toList();
  }

  private List<String> jobsLeftOf(Set<String> jobNames) {
    return cluster.regions().stream()
        .flatMap(r -> check.jobsAt(r).stream())
        .filter(jobNames::contains)
        .toList();
  }

  private List<String> textsOn(String queueName) {
    QueueClient queue =
        new QueueClientBuilder()
            .connectionString(cluster.appConnectionString())
            .queueName(queueName)
            .messageEncoding(QueueMessageEncoding.BASE64)
            .buildClient();
    return queue.peekMessages(32, Duration.ofSeconds(10), Context.NONE).stream()
        .map(m -> m.getBody().toString())
        .toList();
  }

  private static ConditionFactory patiently() {
    return await().atMost(Duration.ofSeconds(90)).pollInterval(Duration.ofMillis(250));
  }
}
