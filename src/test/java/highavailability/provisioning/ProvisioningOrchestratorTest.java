package highavailability.provisioning;

import static highavailability.testing.TestCluster.EAST;
import static highavailability.testing.TestCluster.NORTH;
import static highavailability.testing.TestCluster.WEST;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import highavailability.jobs.InvalidMessageException;
import highavailability.jobs.JobState;
import highavailability.jobs.ProvisioningCompletedEvent;
import highavailability.jobs.ProvisioningRequest;
import highavailability.jobs.QueueNames;
import highavailability.mediaservices.MediaServiceCallException.Outcome;
import highavailability.mediaservices.MediaServiceInstance.ContentKey;
import highavailability.mediaservices.MediaServiceInstance.NewStreamingLocator;
import highavailability.testing.FakeQueues.Sent;
import highavailability.testing.LogEvents;
import highavailability.testing.TestCluster;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProvisioningOrchestratorTest {
  private static final List<String> ALL = List.of(EAST, NORTH, WEST);

  private final TestCluster cluster = new TestCluster();
  private final ProvisioningOrchestrator orchestrator =
      new ProvisioningOrchestrator(
          cluster.ledger,
          cluster.decider,
          cluster.instances,
          List.of(
              new AssetDataProvisioningService(
                  cluster.copier, Duration.ofMinutes(5), cluster.clock::advance, cluster.clock),
              new ClearStreamingProvisioningService(),
              new OutputEncryptionStreamingProvisioningService("policy")),
          new ProvisioningSettings("ha.azurefd.net"),
          cluster.queues,
          cluster.sideBySide,
          cluster.clock);

  private ProvisioningRequest finishedJob() {
    cluster.submit(1);
    cluster.status.process(cluster.news(1, JobState.FINISHED));
    return cluster.queues.on(QueueNames.PROVISIONING_REQUESTS, ProvisioningRequest.class).get(0);
  }

  private ProvisioningCompletedEvent onlyEvent() {
    List<ProvisioningCompletedEvent> events =
        cluster.queues.on(
            QueueNames.PROVISIONING_COMPLETED_EVENTS, ProvisioningCompletedEvent.class);
    assertEquals(1, events.size());
    return events.get(0);
  }

  private List<NewStreamingLocator> locators(String name) {
    return ALL.stream().map(a -> cluster.instances.get(a).locators().get(name)).toList();
  }

  @Test
  void the_asset_is_copied_to_every_other_instance() {
    orchestrator.provision(finishedJob());

    assertEquals(List.of(EAST + " -> " + NORTH, EAST + " -> " + WEST), cluster.copier.copies());
    ALL.forEach(a -> assertTrue(cluster.instances.get(a).assets().containsKey("output-1"), a));
  }

  @Test
  void locators_have_the_same_ids_and_keys_everywhere() {
    orchestrator.provision(finishedJob());

    Set<UUID> clear =
        locators("output-1").stream().map(NewStreamingLocator::id).collect(Collectors.toSet());
    Set<UUID> encrypted =
        locators("output-1~clearkey").stream()
            .map(NewStreamingLocator::id)
            .collect(Collectors.toSet());
    assertEquals(1, clear.size());
    assertEquals(1, encrypted.size());
    Set<List<ContentKey>> keys =
        Stream.of(NORTH, WEST)
            .map(a -> cluster.instances.get(a).locators().get("output-1~clearkey").contentKeys())
            .collect(Collectors.toSet());
    assertEquals(Set.of(cluster.instances.get(EAST).listContentKeys("output-1~clearkey")), keys);
  }

  @Test
  void one_event_tells_where_the_asset_can_be_played() {
    orchestrator.provision(finishedJob());

    ProvisioningCompletedEvent event = onlyEvent();
    String base = "https://ha.azurefd.net/" + locators("output-1").get(0).id() + "/video.ism/";
    assertEquals(base + "manifest(format=mpd-time-cmaf)", event.streamingUrls().dash());
    assertEquals(base + "manifest(format=m3u8-cmaf)", event.streamingUrls().hls());
    assertEquals(event.streamingUrls().dash(), event.primaryUrl());
    assertEquals(ALL, event.mediaServiceAccountNames());
    assertEquals(List.of(), event.pendingMediaServiceAccountNames());
    assertEquals(
        "output-1~clearkey", event.clearKeyStreamingLocators().get(0).streamingLocatorName());
  }

  @Test
  void the_log_tells_how_long_the_request_took_to_become_playable() {
    try (LogEvents log = LogEvents.with("provision completed", ProvisioningOrchestrator.class)) {
      ProvisioningRequest request = finishedJob();
      cluster.clock.advance(Duration.ofMinutes(7));

      orchestrator.provision(request);

      assertTrue(
          log.all().get(0).getKeyValuePairs().stream()
              .anyMatch(p -> p.key.equals("secondsSinceRequest") && p.value.equals(7 * 60L)));
    }
  }

  @Test
  void no_key_stands_in_the_event() {
    orchestrator.provision(finishedJob());

    assertFalse(
        cluster
            .queues
            .on(QueueNames.PROVISIONING_COMPLETED_EVENTS)
            .get(0)
            .text()
            .contains("key-made-by"));
  }

  @Test
  void a_repeated_request_sends_no_second_event() {
    ProvisioningRequest request = finishedJob();
    orchestrator.provision(request);
    orchestrator.provision(request);

    onlyEvent();
  }

  private ProvisioningRequest lastRequest() {
    List<ProvisioningRequest> sent =
        cluster.queues.on(QueueNames.PROVISIONING_REQUESTS, ProvisioningRequest.class);
    return sent.get(sent.size() - 1);
  }

  @Test
  void a_region_that_fails_does_not_hold_up_the_others_and_is_caught_up_without_a_second_event() {
    ProvisioningRequest request = finishedJob();
    cluster.instances.get(WEST).fail("createStreamingLocator", Outcome.UNAVAILABLE, 503);

    orchestrator.provision(request);

    assertEquals(List.of(EAST, NORTH), onlyEvent().mediaServiceAccountNames());
    assertEquals(List.of(WEST), onlyEvent().pendingMediaServiceAccountNames());
    ProvisioningRequest catchUp = lastRequest();
    assertEquals(List.of(WEST), catchUp.targetMediaServiceAccountNames());

    cluster.instances.get(WEST).recover();
    orchestrator.provision(catchUp);

    assertTrue(cluster.instances.get(WEST).locators().containsKey("output-1~clearkey"));
    assertEquals(Set.of(), cluster.job(1).followUps().pendingAccounts());
    onlyEvent();
  }

  @Test
  void a_pending_region_is_caught_up_from_any_complete_one() {
    ProvisioningRequest request = finishedJob();
    cluster.copier.cut(WEST);
    orchestrator.provision(request);
    cluster.copier.restore(WEST);
    cluster.instances.get(EAST).fail("createStreamingLocator", Outcome.UNAVAILABLE, 0);

    orchestrator.provision(lastRequest());

    assertTrue(cluster.copier.copies().contains(NORTH + " -> " + WEST));
    assertEquals(Set.of(), cluster.job(1).followUps().pendingAccounts());
  }

  @Test
  void a_region_that_stays_away_is_tried_again_with_a_growing_delay() {
    ProvisioningRequest request = finishedJob();
    cluster.copier.cut(WEST);
    orchestrator.provision(request);
    ProvisioningRequest catchUp = lastRequest();
    orchestrator.provision(catchUp);
    cluster.clock.advance(Duration.ofMinutes(30));
    orchestrator.provision(catchUp);

    List<Duration> delays =
        cluster.queues.on(QueueNames.PROVISIONING_REQUESTS).stream()
            .skip(1)
            .map(Sent::visibleAfter)
            .toList();
    assertEquals(
        List.of(Duration.ofSeconds(15), Duration.ofSeconds(30), Duration.ofMinutes(15)), delays);
    assertEquals(Set.of(WEST), cluster.job(1).followUps().pendingAccounts());
  }

  @Test
  void a_pending_region_that_leaves_the_configuration_is_pending_no_longer() {
    ProvisioningRequest request = finishedJob();
    cluster.copier.cut(WEST);
    orchestrator.provision(request);
    ProvisioningRequest catchUp = lastRequest();
    cluster.instances.remove(WEST);

    orchestrator.provision(catchUp);

    assertEquals(Set.of(), cluster.job(1).followUps().pendingAccounts());
    assertEquals(2, cluster.queues.on(QueueNames.PROVISIONING_REQUESTS).size());
  }

  @Test
  void an_asset_whose_region_died_before_anything_was_copied_is_not_given_up() {
    ProvisioningRequest request = finishedJob();
    cluster.copier.cut(EAST);
    orchestrator.provision(request);
    cluster.copier.restore(EAST);
    cluster.instances.get(EAST).fail("createStreamingLocator", Outcome.UNKNOWN, 0);
    orchestrator.provision(request);
    assertEquals(List.of(), cluster.queues.on(QueueNames.PROVISIONING_COMPLETED_EVENTS));
    cluster.instances.get(EAST).recover();

    orchestrator.provision(lastRequest());

    assertEquals(ALL, onlyEvent().mediaServiceAccountNames());
  }

  @Test
  void a_copy_that_takes_longer_than_an_invocation_goes_on_in_a_later_one() {
    ProvisioningRequest request = finishedJob();
    ALL.forEach(a -> cluster.copier.needLooks(a, Integer.MAX_VALUE));
    orchestrator.provision(request);
    Sent again = cluster.queues.on(QueueNames.PROVISIONING_REQUESTS).get(1);
    assertEquals(request, again.as(ProvisioningRequest.class));
    assertEquals(Duration.ofSeconds(30), again.visibleAfter());

    ALL.forEach(a -> cluster.copier.needLooks(a, 1));
    orchestrator.provision(request);

    onlyEvent();
  }

  @Test
  void a_locator_of_the_same_name_on_another_asset_is_refused() {
    ProvisioningRequest request = finishedJob();
    NewStreamingLocator theirs =
        new NewStreamingLocator(
            "output-1",
            UUID.randomUUID(),
            "theirs",
            "Predefined_ClearStreamingOnly",
            Optional.empty(),
            List.of());
    cluster.instances.get(NORTH).createStreamingLocator(theirs);
    orchestrator.provision(request);
    assertEquals(List.of(NORTH), onlyEvent().pendingMediaServiceAccountNames());

    ProvisioningException refusal =
        assertThrows(ProvisioningException.class, () -> orchestrator.provision(lastRequest()));

    assertTrue(refusal.getMessage().contains("publishes the asset 'theirs'"));
    assertEquals(theirs, cluster.instances.get(NORTH).locators().get("output-1"));
  }

  @Test
  void a_request_for_a_job_that_has_not_finished_is_refused() {
    cluster.submit(1);

    assertThrows(
        InvalidMessageException.class,
        () ->
            orchestrator.provision(
                new ProvisioningRequest("id", "jobName-1", "output-1", EAST, "output-1", null)));
  }

  @Test
  void an_unknown_target_is_refused() {
    ProvisioningRequest request = finishedJob();

    InvalidMessageException refusal =
        assertThrows(
            InvalidMessageException.class,
            () ->
                orchestrator.provision(
                    new ProvisioningRequest(
                        request.id(),
                        request.jobName(),
                        request.processedAssetName(),
                        EAST,
                        request.streamingLocatorName(),
                        List.of("amsmoon"))));

    assertTrue(refusal.getMessage().contains("amsmoon"));
  }

  @Test
  void urls_on_this_machine_are_plain_http() {
    assertEquals("http://127.0.0.1:8080/x", new StreamingHost("127.0.0.1:8080").urlOf("/x"));
    assertEquals("https://ha.azurefd.net/x", new StreamingHost("ha.azurefd.net").urlOf("/x"));
  }

  @Test
  void an_asset_whose_region_dies_after_another_has_it_is_published_from_there() {
    ProvisioningRequest request = finishedJob();
    cluster.copier.needLooks(WEST, Integer.MAX_VALUE);
    orchestrator.provision(request);
    assertEquals(List.of(), cluster.queues.on(QueueNames.PROVISIONING_COMPLETED_EVENTS));
    cluster.instances.get(EAST).fail("createStreamingLocator", Outcome.UNAVAILABLE, 0);
    cluster.copier.needLooks(WEST, 1);

    orchestrator.provision(request);

    assertEquals(List.of(NORTH, WEST), onlyEvent().mediaServiceAccountNames());
    assertEquals(List.of(EAST), onlyEvent().pendingMediaServiceAccountNames());
  }

  @Test
  void an_asset_of_the_same_name_that_this_app_did_not_make_is_not_copied_over() {
    ProvisioningRequest request = finishedJob();
    cluster.instances.get(WEST).createOrUpdateAsset("output-1", Optional.of("theirs"));

    orchestrator.provision(request);

    assertFalse(cluster.copier.copies().contains(EAST + " -> " + WEST));
    assertEquals(List.of(WEST), onlyEvent().pendingMediaServiceAccountNames());
  }

  @Test
  void a_request_that_names_another_source_than_the_winner_is_refused() {
    ProvisioningRequest request = finishedJob();

    assertThrows(
        InvalidMessageException.class,
        () ->
            orchestrator.provision(
                new ProvisioningRequest(
                    request.id(),
                    request.jobName(),
                    request.processedAssetName(),
                    WEST,
                    request.streamingLocatorName(),
                    null)));
  }
}
