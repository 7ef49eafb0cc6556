package highavailability.cli.poison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import highavailability.cli.command.CommandFailedException;
import highavailability.cli.poison.PoisonOutcome.Kind;
import highavailability.jobs.PoisonMessage;
import highavailability.jobs.PoisonMessages;
import highavailability.jobs.QueueNames;
import highavailability.jobs.WireText;
import highavailability.testing.FakeOperatorQueues;
import highavailability.testing.FakePoisonMessageStore;
import highavailability.testing.SettableClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PoisonRequeuerTest {
  private static final String TARGET = QueueNames.JOB_REQUESTS;
  private static final PoisonQueue QUEUE = new PoisonQueue(TARGET);
  private static final String POISON = QUEUE.name();
  private static final Duration HIDDEN_FOR = Duration.ofSeconds(60);

  private final SettableClock clock = new SettableClock(Instant.parse("2024-05-01T10:00:00.4Z"));
  private final FakeOperatorQueues queues = new FakeOperatorQueues(clock);
  private final FakePoisonMessageStore reasons = new FakePoisonMessageStore();
  private final PoisonSelection selection = new PoisonSelection();
  private Optional<Double> rate = Optional.empty();
  private boolean force;
  private boolean dryRun;
  private Runnable whilePausing = () -> {};

  @BeforeEach
  void createTarget() {
    queues.create(TARGET);
  }

  @Test
  void all_are_sent_oldest_first_and_are_gone_from_the_poison_queue() {
    List<String> texts = put(70);

    PoisonOutcomes outcomes = requeueAll();

    assertEquals(texts, queues.wireTexts(TARGET));
    assertEquals(List.of(), queues.wireTexts(POISON));
    assertEquals(70, kinds(outcomes).stream().filter(Kind.REQUEUED::equals).count());
    assertTrue(outcomes.areGood());
  }

  @Test
  void raw_text_is_sent_as_base64() {
    queues.put(POISON, json("raw"));
    String base64 = base64(json("base64"));
    queues.put(POISON, base64);

    requeueAll();

    assertEquals(List.of(base64(json("raw")), base64), queues.wireTexts(TARGET));
  }

  @Test
  void only_what_is_meant_is_sent_and_the_rest_is_visible_again() {
    put(100);
    String id = queues.put(POISON, "no job name here");
    queues.put(POISON, base64(json("job-7")));
    selection.ids.add(id);
    selection.jobNames.add("JOB-7");
    selection.jobNames.add("job-999");

    PoisonOutcomes outcomes = run();

    assertEquals(
        List.of(base64(json("job-7")), base64("no job name here"), base64(json("job-7"))),
        queues.wireTexts(TARGET));
    assertEquals(99, queues.takeAsSomebodyElse(POISON).size());
    assertFalse(outcomes.areGood());
    assertTrue(
        outcomes.lines().stream().anyMatch(l -> l.startsWith("job-999: no such message")),
        outcomes.lines().toString());
  }

  @Test
  void a_run_ends_when_all_ids_are_found() {
    String id = queues.put(POISON, "x");
    put(100);
    selection.ids.add(id);

    run();

    assertEquals(1, queues.wireTexts(TARGET).size());
    assertEquals(100, queues.takeAsSomebodyElse(POISON).size());
  }

  @Test
  void what_fails_again_meanwhile_is_not_taken_again() {
    put(40);
    queues.beforeSendTo(TARGET, () -> queues.put(POISON, base64("failed again")));

    PoisonOutcomes outcomes = requeueAll();

    assertEquals(40, queues.wireTexts(TARGET).size());
    assertEquals(40, outcomes.list().size());
    assertEquals(40, queues.takeAsSomebodyElse(POISON).size());
  }

  @Test
  void a_text_that_has_come_back_too_often_is_left_unless_forced() {
    queues.put(POISON, base64("often"));
    queues.put(POISON, base64("thrice"));
    IntStream.range(0, 4).forEach(i -> addReason("often"));
    IntStream.range(0, 3).forEach(i -> addReason("thrice"));

    PoisonOutcomes outcomes = requeueAll();

    assertEquals(List.of(Kind.REFUSED, Kind.REQUEUED), kinds(outcomes));
    assertFalse(outcomes.areGood());
    assertEquals(List.of(base64("often")), queues.wireTexts(POISON));

    force = true;
    assertEquals(List.of(Kind.REQUEUED), kinds(requeueAll()));
    assertEquals(List.of(), queues.wireTexts(POISON));
  }

  @Test
  void a_raw_text_that_is_too_long_as_base64_is_left() {
    queues.put(POISON, "{" + "x".repeat(48 * 1024));
    queues.put(POISON, "{" + "x".repeat(48 * 1024 - 1));

    assertEquals(List.of(Kind.REFUSED, Kind.REQUEUED), kinds(requeueAll()));
    assertEquals(1, queues.wireTexts(POISON).size());
  }

  @Test
  void a_dry_run_changes_nothing() {
    List<String> texts = put(40);
    dryRun = true;

    PoisonOutcomes outcomes = requeueAll();

    assertEquals(Set.of(Kind.WOULD_BE_REQUEUED), Set.copyOf(kinds(outcomes)));
    assertEquals(List.of(), queues.wireTexts(TARGET));
    assertEquals(texts, queues.wireTexts(POISON));
    assertEquals(40, queues.takeAsSomebodyElse(POISON).size());
  }

  @Test
  void without_a_queue_to_send_to_nothing_is_deleted() {
    PoisonQueue queue = new PoisonQueue(QueueNames.PROVISIONING_REQUESTS);
    queues.put(queue.name(), "x");
    selection.all = true;

    CommandFailedException refusal =
        assertThrows(
            CommandFailedException.class, () -> run(queue, new PoisonOutcomes(queue, selection)));

    assertTrue(
        refusal.getMessage().contains("Queue provisioning-requests does not exist"),
        refusal.getMessage());
    assertEquals(1, queues.takeAsSomebodyElse(queue.name()).size());
  }

  @ParameterizedTest
  @ValueSource(doubles = {4, 0.5, 0.01})
  void the_rate_is_kept_and_messages_stay_ours_meanwhile(double perSecond) {
    List<String> texts = put(40);
    rate = Optional.of(perSecond);
    List<Instant> times = new ArrayList<>();
    whilePausing =
        () ->
            assertFalse(
                queues.peek(POISON).stream()
                    .anyMatch(m -> m.wireText().equals(texts.get(times.size()))),
                "the next one is hidden until it is sent");
    queues.beforeSendTo(
        TARGET,
        () -> {
          whilePausing.run();
          times.add(clock.instant());
        });

    assertEquals(Set.of(Kind.REQUEUED), Set.copyOf(kinds(requeueAll())));

    assertEquals(texts, queues.wireTexts(TARGET));
    Duration interval = Duration.ofMillis((long) (1000 / perSecond));
    for (int i = 1; i < times.size(); i++) {
      assertEquals(interval, Duration.between(times.get(i - 1), times.get(i)));
    }
  }

  @Test
  void what_somebody_else_took_is_not_sent() {
    put(2);
    rate = Optional.of(0.1);
    // This process stands still for so long that its hold is over.
    whilePausing =
        () -> {
          clock.advance(HIDDEN_FOR);
          queues.takeAsSomebodyElse(POISON);
          whilePausing = () -> {};
        };

    PoisonOutcomes outcomes = requeueAll();

    assertEquals(Kind.GONE, kinds(outcomes).get(0));
    assertFalse(outcomes.areGood());
    assertEquals(List.of(), queues.wireTexts(TARGET));
    assertEquals(2, queues.wireTexts(POISON).size());
  }

  @Test
  void a_message_that_was_sent_and_could_not_be_deleted_is_not_sent_again_but_deleted_when_met() {
    put(1);
    queues.beforeSendTo(
        TARGET,
        () -> {
          clock.advance(HIDDEN_FOR);
          queues.takeAsSomebodyElse(POISON).forEach(queues::release);
        });

    PoisonOutcomes outcomes = requeueAll();

    assertEquals(1, queues.wireTexts(TARGET).size());
    assertEquals(List.of(), queues.wireTexts(POISON));
    assertEquals(List.of(Kind.REQUEUED), kinds(outcomes));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_kill_at_any_call_loses_nothing_and_the_next_run_does_the_rest(boolean afterItsEffect) {
    boolean killed = true;
    for (int call = 1; killed; call++) {
      PoisonRequeuerTest test = new PoisonRequeuerTest();
      test.createTarget();
      killed = test.killedAt(call, afterItsEffect);
      assertTrue(call > 12 || killed, "this reaches all calls of a run");
    }
  }

  private boolean killedAt(int call, boolean afterItsEffect) {
    List<String> texts = put(4);
    queues.put(POISON, "{\"jobName\":\"raw\"}");
    List<String> wanted = new ArrayList<>(texts);
    wanted.add(base64("{\"jobName\":\"raw\"}"));
    queues.killAt(call, afterItsEffect);
    try {
      requeueAll();
    } catch (FakeOperatorQueues.Killed e) {
      // As a process that is gone: it leaves all as it is.
    }
    boolean killed = queues.revive();
    List<String> somewhere = new ArrayList<>(queues.wireTexts(TARGET));
    queues.wireTexts(POISON).forEach(t -> somewhere.add(WireText.of(t).forTrigger()));
    assertTrue(somewhere.containsAll(wanted), "killed at call " + call + ": " + somewhere);

    clock.advance(HIDDEN_FOR);
    requeueAll();
    assertEquals(List.of(), queues.wireTexts(POISON), "killed at call " + call);
    assertTrue(queues.wireTexts(TARGET).containsAll(wanted), "killed at call " + call);
    assertTrue(queues.wireTexts(TARGET).size() <= wanted.size() + 1, "one is repeated at most");
    return killed;
  }

  private List<String> put(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(i -> base64(json("job-" + i)))
        .peek(text -> queues.put(POISON, text))
        .toList();
  }

  private void addReason(String text) {
    reasons.add(
        new PoisonMessage(
            TARGET, clock.instant(), PoisonMessages.hashOf(text), Optional.empty(), "why", 1));
  }

  private PoisonOutcomes requeueAll() {
    selection.all = true;
    return run();
  }

  private PoisonOutcomes run() {
    PoisonOutcomes outcomes = new PoisonOutcomes(QUEUE, selection);
    run(QUEUE, outcomes);
    return outcomes;
  }

  private void run(PoisonQueue queue, PoisonOutcomes outcomes) {
    new PoisonRequeuer(
            queues,
            new PoisonItems(queues, reasons, clock),
            clock,
            duration -> {
              clock.advance(duration);
              whilePausing.run();
            })
        .run(
            queue,
            selection,
            new PoisonRequeuer.Options(rate, 3, force, dryRun, HIDDEN_FOR),
            outcomes,
            outcome -> {});
  }

  private static List<Kind> kinds(PoisonOutcomes outcomes) {
    return outcomes.list().stream().map(PoisonOutcome::kind).toList();
  }

  private static String json(String jobName) {
    return "{\"jobName\":\"" + jobName + "\"}";
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
