package highavailability.cli.poison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import highavailability.app.AppComponent;
import highavailability.cli.CliRun;
import highavailability.jobs.Json;
import highavailability.jobs.PoisonMessage;
import highavailability.jobs.PoisonMessages;
import highavailability.jobs.QueueNames;
import highavailability.local.SharedAzurite;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands over queues of which nobody takes anything. */
class PoisonQueuesIT {
  private static final String POISON = QueueNames.poisonQueueOf(QueueNames.JOB_REQUESTS);

  private final Map<String, String> settings =
      AppWithStorage.settings(SharedAzurite.newConnectionString());
  private final AppComponent app = AppComponent.create(settings::get);

  @BeforeEach
  void prepare() {
    app.messageQueues().prepare();
    app.tables().prepare();
  }

  @Test
  void without_messages_all_three_queues_say_so() {
    CliRun run = poison("list");

    assertEquals(0, run.exitCode());
    assertEquals(
        """
        job-requests-poison: no messages
        job-verification-requests-poison: no messages
        provisioning-requests-poison: no messages
        """,
        run.out());
    assertEquals(0, poison("requeue", "job-requests", "--all").exitCode());
    assertEquals(0, poison("drop", "job-requests", "--all", "--yes").exitCode());
  }

  @Test
  void queues_that_do_not_exist_have_no_messages_and_nothing_is_sent_to_them() {
    Map<String, String> fresh = AppWithStorage.settings(SharedAzurite.newConnectionString());

    assertEquals(0, CliRun.of(fresh, "poison", "list").exitCode());
    CliRun requeue = CliRun.of(fresh, "poison", "requeue", "job-requests", "--all");
    assertEquals(1, requeue.exitCode());
    assertEquals(
        "msha: Queue job-requests does not exist; msha init makes it. Nothing was requeued.\n",
        requeue.err());
  }

  @Test
  void the_table_has_a_line_for_each_message() {
    String text = "{\"jobName\":\"job-1\"}";
    app.poisonMessageStore()
        .add(
            new PoisonMessage(
                QueueNames.JOB_REQUESTS,
                app.clock().instant(),
                PoisonMessages.hashOf(text),
                Optional.of("job-1"),
                "There is no transform.",
                1));
    send(text);

    List<String> lines = poison("list", "job-requests").out().lines().toList();

    assertEquals("job-requests-poison: about 1 message", lines.get(0));
    assertTrue(lines.get(1).matches("ID +JOB +AGE +RETURNS +ENCODING +REASON"), lines.get(1));
    assertTrue(
        lines.get(2).matches("[0-9a-f-]{36}  job-1  \\d+ s +1 +base64 +There is no transform\\."),
        lines.get(2));
    assertEquals(3, lines.size());
  }

  @Test
  void more_messages_than_a_queue_shows_are_announced_and_listed_with_all() {
    IntStream.range(0, 40).forEach(i -> send("{\"jobName\":\"job-" + i + "\"}"));

    assertTrue(
        poison("list", POISON)
            .out()
            .startsWith(
                "job-requests-poison: about 40 messages, the first 32 of them here; --all lists more\n"));
    JsonNode all = poison("list", POISON, "--all", "--output", "json").json();
    assertEquals(40, all.at("/queues/0/messages").size());
    assertEquals(32, app.operatorQueues().peek(POISON).size(), "they are visible again");
    CliRun show = poison("show", POISON, "job-39", "--output", "json");
    assertEquals("job-39", show.json().at("/messages/0/content/jobName").textValue());
  }

  @Test
  void messages_that_somebody_works_on_are_not_passed_over_in_silence() {
    send("{\"jobName\":\"job-1\"}");
    send("{\"jobName\":\"job-2\"}");
    app.operatorQueues().take(POISON, 1, Duration.ofMinutes(5));

    for (CliRun run :
        List.of(
            poison("requeue", POISON, "--all", "--dry-run"),
            poison("drop", POISON, "--all", "--dry-run"),
            poison("drop", POISON, "--all", "--yes"),
            poison("drop", POISON, "--all", "--yes"))) {
      assertTrue(run.err().contains("still has about 1 more message:"), run.err());
    }
  }

  @Test
  void dropping_asks_a_person() {
    send("{\"jobName\":\"job-1\"}");

    CliRun no = answering("n\n", "drop", "job-requests", "--all");
    assertEquals(1, no.exitCode());
    assertTrue(
        no.err().contains("Drop this message of job-requests-poison for good? [y/N]"), no.err());
    assertTrue(no.err().contains("job-1"), no.err());
    assertEquals(1, answering("", "drop", "job-requests", "--all").exitCode());
    assertEquals(1, count());

    CliRun yes = answering("Yes\n", "drop", "job-requests", "--job", "JOB-1");
    assertEquals(0, yes.exitCode(), yes.err());
    assertTrue(yes.out().contains("job-requests-poison: 1 dropped"), yes.out());
    assertEquals(0, count());
  }

  @Test
  void where_nobody_can_be_asked_dropping_needs_consent() {
    send("{\"jobName\":\"job-1\"}");

    CliRun refused = poison("drop", "job-requests", "--all");
    assertEquals(2, refused.exitCode());
    assertTrue(refused.err().contains("--yes"), refused.err());
    CliRun dry = poison("drop", "job-requests", "--all", "--dry-run");
    assertEquals(0, dry.exitCode());
    assertTrue(dry.out().contains("1 would be dropped"), dry.out());
    assertEquals(1, count());
  }

  @Test
  void what_is_dropped_can_be_saved(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("dropped.jsonl");
    Files.writeString(file, "{\"earlier\":true}\n");
    send("{\"jobName\":\"job-1\"}");
    app.operatorQueues().sendAsIs(POISON, "no Base64");

    CliRun run =
        poison("drop", POISON, "--all", "--yes", "--save", file.toString(), "--output", "json");

    assertEquals(0, run.exitCode(), run.err());
    assertEquals("dropped", run.json().at("/messages/1/outcome").textValue());
    List<String> lines = Files.readAllLines(file);
    assertEquals(3, lines.size());
    assertEquals("{\"jobName\":\"job-1\"}", Json.tree(lines.get(1)).path("text").textValue());
    assertEquals("no Base64", Json.tree(lines.get(2)).path("text").textValue());
    assertEquals(0, count());
  }

  @Test
  void a_file_that_cannot_be_written_keeps_the_messages(@TempDir Path folder) {
    send("{\"jobName\":\"job-1\"}");

    CliRun run = poison("drop", POISON, "--all", "--yes", "--save", folder.toString());

    assertEquals(1, run.exitCode());
    assertTrue(run.err().contains("cannot be written"), run.err());
    assertEquals(1, app.operatorQueues().peek(POISON).size());
  }

  @Test
  void what_is_not_found_is_named() {
    send("{\"jobName\":\"job-1\"}");

    CliRun requeue =
        poison("requeue", POISON, "--job", "job-1", "--id", "no-such-id", "--output", "json");
    assertEquals(1, requeue.exitCode());
    assertEquals("requeued", requeue.json().at("/messages/0/outcome").textValue());
    assertEquals(1, requeue.json().at("/counts/requeued").intValue());
    assertEquals("no-such-id", requeue.json().at("/notFound/0").textValue());
    CliRun drop = poison("drop", POISON, "--job", "job-1", "--yes");
    assertEquals(1, drop.exitCode());
    assertTrue(drop.out().contains("job-1: no such message"), drop.out());
    CliRun show = poison("show", POISON, "job-1");
    assertEquals(1, show.exitCode());
    assertTrue(show.err().contains("the job name job-1"), show.err());
  }

  private void send(String text) {
    app.messageQueues().send(POISON, text, Duration.ZERO);
  }

  private long count() {
    return app.operatorQueues().count(POISON).orElseThrow();
  }

  private CliRun poison(String... arguments) {
    return CliRun.of(settings, withGroup(arguments));
  }

  private CliRun answering(String answer, String... arguments) {
    return CliRun.withInput(settings, answer, true, withGroup(arguments));
  }

  private static String[] withGroup(String... arguments) {
    return Stream.concat(Stream.of("poison"), Arrays.stream(arguments)).toArray(String[]::new);
  }
}
