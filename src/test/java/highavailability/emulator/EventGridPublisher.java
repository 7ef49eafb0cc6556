package highavailability.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pushes events to the subscribed webhooks, at least once each. First deliveries of one subject
 * follow one another; an event that was refused is tried again later and holds up no other.
 */
final class EventGridPublisher {

  private static final Logger LOG = LoggerFactory.getLogger(EventGridPublisher.class);
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  /**
   * Event Grid's own waits, from ten seconds to twelve hours, on a scale that suits a local
   * cluster.
   */
  private static final List<Duration> RETRY_DELAYS =
      List.of(
          Duration.ofMillis(200),
          Duration.ofMillis(500),
          Duration.ofSeconds(1),
          Duration.ofSeconds(2),
          Duration.ofSeconds(5),
          Duration.ofSeconds(10));

  private static final int MAX_DELIVERIES = 30;

  private final String topic;
  private final Faults faults;
  private final ScheduledExecutorService scheduler;
  private final HttpClient http;
  private final List<EventSubscription> subscriptions = new CopyOnWriteArrayList<>();
  private final Map<Stream, CompletableFuture<Void>> lastOfStream = new ConcurrentHashMap<>();

  EventGridPublisher(
      String topic, Faults faults, ScheduledExecutorService scheduler, Executor executor) {
    this.topic = topic;
    this.faults = faults;
    this.scheduler = scheduler;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .executor(executor)
            .build();
  }

  void subscribe(URI webhook, EventSchema schema) {
    String name = "SUBSCRIPTION-" + (subscriptions.size() + 1);
    EventSubscription subscription = new EventSubscription(name, topic, webhook, schema);
    subscription.validate(http);
    subscriptions.add(subscription);
  }

  List<EventSubscription> subscriptions() {
    return List.copyOf(subscriptions);
  }

  void publish(String subject, String type, ObjectNode data) {
    if (faults.losesNextEvent()) {
      LOG.info("Event {} of {} is lost", type, subject);
      return;
    }
    EventSubscription.Event event =
        new EventSubscription.Event(UUID.randomUUID(), Instant.now(), subject, type, data);
    EventFaults now = faults.plan().events();
    for (EventSubscription subscription : subscriptions) {
      for (int copy = 0; copy <= now.duplicates(); copy++) {
        if (now.isShuffled()) {
          Duration within =
              Duration.ofMillis(
                  ThreadLocalRandom.current().nextLong(now.shuffleWindow().toMillis() + 1));
          send(subscription, event, now.delay().plus(within));
        } else {
          sendInOrder(subscription, event, now.delay());
        }
      }
    }
  }

  private void sendInOrder(
      EventSubscription subscription, EventSubscription.Event event, Duration delay) {
    Stream stream = new Stream(subscription, event.subject());
    CompletableFuture<Void> next =
        lastOfStream.compute(
            stream,
            (key, last) ->
                last == null
                    ? send(subscription, event, delay)
                    : last.thenCompose(done -> send(subscription, event, delay)));
    next.thenRun(() -> lastOfStream.remove(stream, next));
  }

  /** Sends the event for the first time, once its delay and any outage are over. */
  private CompletableFuture<Void> send(
      EventSubscription subscription, EventSubscription.Event event, Duration delay) {
    Duration left = delay.minus(Duration.between(event.time(), Instant.now()));
    CompletableFuture<Void> waited =
        left.isNegative() || left.isZero()
            ? CompletableFuture.completedFuture(null)
            : faults.after(left, plan -> !plan.events().isLate());
    return waited
        .thenCompose(done -> faults.when(plan -> !plan.regionDown()))
        .thenCompose(done -> deliver(subscription, event, 0));
  }

  /** Completes when this delivery was answered, whatever the answer was. */
  private CompletableFuture<Void> deliver(
      EventSubscription subscription, EventSubscription.Event event, int earlierDeliveries) {
    return http.sendAsync(
            subscription.delivery(event, earlierDeliveries), BodyHandlers.discarding())
        .handle(
            (response, failure) -> {
              if (failure != null || response.statusCode() / 100 != 2) {
                retry(subscription, event, earlierDeliveries + 1);
              }
              return null;
            });
  }

  private void retry(
      EventSubscription subscription, EventSubscription.Event event, int deliveries) {
    if (deliveries == MAX_DELIVERIES) {
      LOG.warn("Event {} of {} is dropped: it was never accepted", event.type(), event.subject());
      return;
    }
    Duration delay = RETRY_DELAYS.get(Math.min(deliveries, RETRY_DELAYS.size()) - 1);
    try {
      scheduler.schedule(
          () ->
              faults
                  .when(plan -> !plan.regionDown())
                  .thenCompose(up -> deliver(subscription, event, deliveries)),
          delay.toMillis(),
          TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("The emulator is closed; event {} is not sent again.", event.type());
    }
  }

  private record Stream(EventSubscription subscription, String subject) {}
}
