package highavailability.cli.submission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import highavailability.cli.CliRun;
import highavailability.emulator.EncodingSpeed;
import highavailability.jobs.JobRequest;
import highavailability.jobs.Json;
import highavailability.local.InputServer;
import highavailability.local.LocalCluster;
import highavailability.mediaservices.MediaServiceCallLimits;
import highavailability.mediaservices.MediaServiceInstance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** The commands {@code submit} and {@code status} against a cluster that does the jobs. */
@TestInstance(Lifecycle.PER_CLASS)
class SubmitAndStatusIT {
  private static final Path VIDEO = Path.of("src/test/media/test-pattern.mp4");

  @TempDir Path directory;

  private InputServer input;
  private LocalCluster cluster;

  @BeforeAll
  void start() {
    input = InputServer.start(VIDEO);
    Duration brief = Duration.ofMillis(50);
    cluster =
        LocalCluster.start(
            new LocalCluster.Options(
                2,
                new EncodingSpeed(brief, brief, Duration.ofMillis(200)),
                0,
                Map.of("TimeDurationInMinutesToVerifyJobStatus", "PT2S"),
                MediaServiceCallLimits.defaults()));
  }

  @AfterAll
  void stop() {
    cluster.close();
    input.close();
  }

  @Test
  void a_url_is_encoded_and_followed_to_its_end_and_its_status_tells_so() {
    CliRun run = submit("--job-name", "from-url", "--url", input.uri() + "?sig=abc", "--wait");

    assertEquals(0, run.exitCode(), run.err());
    assertTrue(run.out().startsWith("JOB "), run.out());
    assertTrue(run.out().contains("from-url  Provisioned"), run.out());
    assertTrue(run.err().contains("from-url  Requested"), run.err());
    assertTrue(run.err().contains("from-url  Provisioned"), run.err());

    CliRun again = submit("--job-name", "from-url", "--url", input.uri() + "?sig=abc");
    assertEquals(0, again.exitCode(), again.err());
    assertTrue(again.err().contains("provisioned already; nothing is sent"), again.err());

    CliRun other = submit("--job-name", "from-url", "--url", input.uri().toString());
    assertEquals(1, other.exitCode());
    assertEquals(
        "msha: the request: job 'from-url' exists with other inputs; give the new job another"
            + " name. Nothing was sent.\n",
        other.err());

    JsonNode status = json("status", "from-url", "--request").path("jobs").path(0);
    assertEquals("Provisioned", status.path("state").asText());
    assertEquals(1, status.path("attempt").asInt());
    assertEquals(accounts(), texts(status.path("provisionedInstances")));
    assertEquals(0, status.path("pendingInstances").size());
    assertTrue(status.path("url").asText().startsWith("http"), status.toString());
    assertFalse(status.toString().contains("sig=abc"), status.toString());
    JsonNode shown = json("status", "from-url", "--request", "--with-secrets");
    assertTrue(shown.toString().contains("sig=abc"), shown.toString());

    CliRun block = run("status", "from-url");
    assertEquals(0, block.exitCode());
    assertTrue(block.out().contains("State         Provisioned\n"), block.out());
    assertTrue(block.out().contains("Regions       " + String.join(", ", accounts())), block.out());
  }

  @Test
  void a_file_is_uploaded_and_encoded_and_not_uploaded_again() {
    String account = accounts().get(1);

    CliRun run = submit(VIDEO.toString(), "--job-name", "from-file", "--instance", account);

    assertEquals(0, run.exitCode(), run.err());
    assertTrue(run.out().contains(account), run.out());
    assertEquals("", run.err());
    MediaServiceInstance.Asset asset =
        cluster
            .component()
            .mediaServiceInstances()
            .get(account)
            .findAsset("from-file-input")
            .orElseThrow();
    assertEquals(Optional.of("input-of-from-file"), asset.alternateId());
    CliRun again =
        submit(VIDEO.toString(), "--job-name", "from-file", "--wait", "--output", "json");
    assertEquals(0, again.exitCode(), again.err());
    assertFalse(again.err().contains("Uploading"), again.err());
    assertEquals("Provisioned", again.json().path("jobs").path(0).path("state").asText());
    assertFalse(again.json().path("timedOut").asBoolean());
  }

  @Test
  void an_input_asset_that_somebody_else_has_made_is_left_alone() {
    cluster
        .component()
        .mediaServiceInstances()
        .get(accounts().get(0))
        .createOrUpdateAsset("taken-input", Optional.of("theirs"));

    CliRun run = submit(VIDEO.toString(), "--job-name", "taken", "--instance", accounts().get(0));

    assertEquals(1, run.exitCode());
    assertTrue(run.err().contains("its alternate id is 'theirs'"), run.err());
    assertEquals(Optional.empty(), cluster.component().jobStore().find("taken"));
  }

  @Test
  void files_of_a_directory_are_encoded_and_an_asset_of_theirs_once_more() throws IOException {
    Path videos = Files.createDirectory(directory.resolve("videos"));
    Files.copy(VIDEO, videos.resolve("one.mp4"));
    Files.copy(VIDEO, videos.resolve("two parts.mp4"));
    Files.writeString(videos.resolve("notes.txt"), "not a video");

    CliRun run =
        submit(
            "--input-dir",
            videos.toString(),
            "--pattern",
            "*.mp4",
            "--prefix",
            "dir-",
            "--wait",
            "--timeout",
            "PT90S");

    assertEquals(0, run.exitCode(), run.out() + run.err());
    assertTrue(run.out().contains("dir-one "), run.out());
    assertTrue(run.out().contains("dir-two-parts  Provisioned"), run.out());

    CliRun asset =
        submit(
            "--job-name",
            "dir-again",
            "--asset",
            "dir-one-input",
            "--file-name",
            "one.mp4",
            "--wait",
            "--timeout",
            "PT90S");
    assertEquals(0, asset.exitCode(), asset.out() + asset.err());
    CliRun none = submit("--job-name", "dir-none", "--asset", "no-such-asset");
    assertEquals(1, none.exitCode());
    assertTrue(
        none.err().contains("Input asset 'no-such-asset' exists in no instance"), none.err());
  }

  @Test
  void wrong_options_are_told_at_once() {
    CliRun pattern = submit("--input-dir", directory.toString(), "--pattern", "[");
    assertEquals(2, pattern.exitCode(), pattern.err());
    assertTrue(pattern.err().contains("--pattern: '[' is no pattern"), pattern.err());

    CliRun instance = submit(VIDEO.toString(), "--job-name", "nowhere", "--instance", "nope");
    assertEquals(2, instance.exitCode(), instance.err());
    assertTrue(instance.err().contains("nope"), instance.err());
  }

  @Test
  void of_many_bad_lines_the_first_are_told() {
    CliRun run =
        CliRun.withInput(
            cluster.settings(), "no JSON\n".repeat(25), false, "submit", "--from", "-");

    assertEquals(1, run.exitCode());
    List<String> lines = run.err().lines().toList();
    assertEquals(22, lines.size(), run.err());
    assertTrue(lines.get(19).matches("line 20: .* \\(column \\d+\\)\\."), run.err());
    assertEquals("... and 5 more", lines.get(20));
    assertEquals("msha: 25 problems; nothing was sent.", lines.get(21));
  }

  @Test
  void one_bad_line_keeps_all_from_being_sent() {
    String good = request("lines-1");
    String bad = request("lines-2").replace("lines-2-output", "out/put");

    CliRun run =
        CliRun.withInput(
            cluster.settings(), good + "\n\n" + bad + "\n", false, "submit", "--from", "-");

    assertEquals(1, run.exitCode());
    assertTrue(
        run.err().startsWith("msha: line 3: Field 'outputAssetName' contains '/'"), run.err());
    assertTrue(run.err().endsWith("Nothing was sent.\n"), run.err());
    assertEquals("", run.out());
    assertEquals(1, run("status", "lines-1").exitCode());
  }

  @Test
  void lines_of_standard_input_are_sent_and_can_be_looked_at_before() throws IOException {
    String lines = request("piped-1") + "\n" + request("piped-2") + "\n";
    Path file = Files.writeString(directory.resolve("jobs.jsonl"), lines);

    CliRun dry = submit("--from", file.toString(), "--dry-run");
    assertEquals(0, dry.exitCode(), dry.err());
    assertEquals(2, dry.out().lines().map(l -> Json.read(l, JobRequest.class)).count());
    assertEquals(1, run("status", "piped-1").exitCode());

    CliRun sent =
        CliRun.withInput(
            cluster.settings(), lines, false, "submit", "--from", "-", "--output", "json");
    assertEquals(0, sent.exitCode(), sent.err());
    assertEquals(2, sent.json().path("jobs").size());

    CliRun watch =
        run("status", "piped-1", "piped-2", "--watch", "--every", "PT0.3S", "--output", "json");
    assertEquals(0, watch.exitCode(), watch.err());
    List<JsonNode> looks = watch.out().lines().map(Json::tree).toList();
    JsonNode last = looks.get(looks.size() - 1);
    last.path("jobs").forEach(j -> assertEquals("Provisioned", j.path("state").asText()));
  }

  @Test
  void a_job_that_fails_ends_with_one_and_the_reason() {
    CliRun run = submit("--job-name", "bad-url", "--url", input.uri() + "x", "--wait");

    assertEquals(1, run.exitCode(), run.out());
    assertTrue(run.out().contains("bad-url  Failed"), run.out());
    assertTrue(run.out().contains("DownloadNotAccessible: "), run.out());
    CliRun status = run("status", "bad-url");
    assertEquals(0, status.exitCode(), status.err());
    assertTrue(status.out().contains("Error         Download"), status.out());
    CliRun listed = run("status", "--state", "failed");
    assertTrue(listed.out().contains("bad-url  Failed"), listed.out());
    CliRun atInstance = run("status", "--state", "Error");
    assertTrue(atInstance.out().contains("bad-url  Failed"), atInstance.out());
  }

  @Test
  void an_unknown_transform_is_refused_before_and_poisoned_when_not_checked() {
    String[] request = {"--job-name", "no-transform", "--url", "", "--transform", "Unknown"};
    request[3] = input.uri().toString();
    CliRun checked = submit(request);

    assertEquals(1, checked.exitCode());
    assertTrue(
        checked.err().startsWith("msha: Transform 'Unknown' exists in no enabled instance"),
        checked.err());

    List<String> unchecked = new ArrayList<>(List.of(request));
    unchecked.addAll(List.of("--no-check", "--wait", "--timeout", "PT60S"));
    CliRun run = submit(unchecked.toArray(String[]::new));

    assertEquals(1, run.exitCode(), run.out());
    assertTrue(run.out().contains("no-transform  Poisoned"), run.out());
    assertTrue(run.out().contains("job-requests-poison: Every usable"), run.out());
    CliRun status = run("status", "no-transform");
    assertEquals(1, status.exitCode());
    assertTrue(status.out().contains("State         Poisoned"), status.out());
  }

  @Test
  void time_that_is_up_ends_with_one() {
    CliRun run =
        submit(
            "--job-name",
            "hasty",
            "--url",
            input.uri().toString(),
            "--wait",
            "--timeout",
            "PT0.001S",
            "--output",
            "json");

    assertEquals(1, run.exitCode());
    assertTrue(run.json().path("timedOut").asBoolean(), run.out());
    assertTrue(run.err().contains("have ended within PT0.001S"), run.err());
  }

  @Test
  void the_summary_counts_jobs_and_messages() {
    submit("--job-name", "counted", "--url", input.uri().toString(), "--wait");

    JsonNode summary = json("status", "--window", "PT1H");
    long finished = 0;
    for (JsonNode instance : summary.path("instances")) {
      finished += instance.path("states").path("Finished").asLong();
    }
    assertTrue(finished >= 1, summary.toString());
    assertEquals("job-requests", summary.path("queues").path(0).path("queue").asText());
    assertTrue(summary.path("queues").path(3).path("messages").asLong() >= 1, summary.toString());
    CliRun table = run("status");
    assertTrue(table.out().contains("INSTANCE "), table.out());
    assertTrue(table.out().contains("provisioning-completed-events "), table.out());
    CliRun listed = run("status", "--state", "finished", "--output", "json");
    assertTrue(
        listed.json().path("jobs").findValuesAsText("jobName").contains("counted"), listed.out());
  }

  @Test
  void a_job_that_nobody_knows_is_told_so() {
    CliRun run = run("status", "nobody", "--output", "json");

    assertEquals(1, run.exitCode());
    assertEquals("Unknown", run.json().path("jobs").path(0).path("state").asText());
  }

  @Test
  void wrong_use_is_told_in_one_line() {
    assertWrong("Give one input, a file", "submit");
    assertWrong("not <file> and --url", "submit", "video.mp4", "--url", "https://example.com/v");
    assertWrong("--job-name is missing", "submit", "--url", "https://example.com/v");
    assertWrong("no legal http", "submit", "--job-name", "a", "--url", "ftp://example.com/v");
    assertWrong("contains '/'", "submit", "--job-name", "a/b", "--url", "https://example.com/v");
    assertWrong(
        "--job-name cannot be used with --from", "submit", "--from", "-", "--job-name", "a");
    assertWrong("--timeout needs --wait", "submit", VIDEO.toString(), "--timeout", "PT1M");
    assertWrong("--window cannot", "status", "job", "--window", "PT1H");
    assertWrong("give one of Waiting, Submitted", "status", "--state", "unknown");
    assertWrong("--every needs --watch", "status", "--every", "PT1S");
    assertWrong("--window", "status", "--window", "6h");
  }

  private void assertWrong(String words, String... arguments) {
    CliRun run = run(arguments);
    assertEquals(2, run.exitCode(), run.err());
    assertTrue(run.err().contains(words), run.err());
    assertEquals(2, run.err().lines().count(), run.err());
    assertEquals("", run.out());
  }

  private CliRun submit(String... arguments) {
    List<String> all = new ArrayList<>(List.of("submit"));
    all.addAll(List.of(arguments));
    return run(all.toArray(String[]::new));
  }

  private CliRun run(String... arguments) {
    return CliRun.of(cluster.settings(), arguments);
  }

  private JsonNode json(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--output", "json"));
    CliRun run = run(all.toArray(String[]::new));
    assertEquals(0, run.exitCode(), run.err());
    assertEquals(1, run.out().lines().count(), run.out());
    return run.json();
  }

  private List<String> accounts() {
    return cluster.component().mediaServiceInstances().accountNames().stream()
        .sorted()
        .collect(Collectors.toList());
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(n -> texts.add(n.asText()));
    return texts;
  }

  private String request(String jobName) {
    return Json.write(
        new RequestMaker("AdaptiveStreaming")
            .request(
                jobName,
                Optional.empty(),
                Optional.empty(),
                RequestMaker.ofUrl(input.uri().toString())));
  }
}
