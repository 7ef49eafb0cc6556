package highavailability.cli.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.azure.storage.queue.QueueClient;
import com.azure.storage.queue.QueueClientBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import highavailability.cli.CliRun;
import highavailability.emulator.EncodingSpeed;
import highavailability.jobs.QueueNames;
import highavailability.local.LocalCluster;
import highavailability.mediaservices.MediaServiceAdministration;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** A cluster that is well, and what the doctor says when something in it is not. */
@TestInstance(Lifecycle.PER_CLASS)
class DoctorCommandIT {
  private static final String FIRST = "amseastus";
  private static final String SECOND = "amswesteurope";
  private static final Duration LONG = Duration.ofSeconds(30);

  private LocalCluster cluster;

  @BeforeAll
  void start() {
    cluster =
        LocalCluster.start(
            new LocalCluster.Options(
                2,
                new EncodingSpeed(
                    Duration.ofMillis(50), Duration.ofMillis(50), Duration.ofMillis(200)),
                0,
                Map.of(),
                LocalCluster.Options.defaults().limits()));
  }

  @AfterAll
  void stop() {
    cluster.close();
  }

  @Test
  void a_cluster_that_is_well_has_no_problem() {
    CliRun run = CliRun.of(cluster.settings(), "doctor");

    assertEquals(0, run.exitCode(), run.out());
    List<String> lines = run.out().lines().toList();
    assertTrue(lines.containsAll(List.of("settings", "queues", "tables", "clock")), run.out());
    assertTrue(lines.contains("instance " + FIRST), run.out());
    assertTrue(
        lines.get(lines.size() - 1).matches("\\d+ checks: \\d+ ok, .*, 0 problems, 0 not checked"),
        run.out());
    assertEquals("", run.err());
  }

  @Test
  void quiet_json_of_a_cluster_that_is_well_has_no_line_that_is_ok() {
    CliRun run = CliRun.of(cluster.settings(), "doctor", "--output", "json", "--quiet");

    assertEquals(0, run.exitCode(), run.out());
    assertFalse(run.out().contains("\"ok\""), run.out());
  }

  @Test
  void a_warning_fails_only_the_strict() {
    QueueClient poison = queue(QueueNames.poisonQueueOf(QueueNames.PROVISIONING_REQUESTS));
    poison.sendMessage("x");
    try {
      assertEquals(0, CliRun.of(cluster.settings(), "doctor").exitCode());
      CliRun strict = CliRun.of(cluster.settings(), "doctor", "--strict", "--quiet");
      assertEquals(1, strict.exitCode(), strict.out());
      assertTrue(
          strict.out().contains("cure: msha poison list provisioning-requests"), strict.out());
    } finally {
      poison.clearMessages();
    }
  }

  @Test
  void a_queue_that_is_missing_is_made_by_init() {
    QueueClient queue = queue(QueueNames.JOB_FAILED_EVENTS);
    queue.delete();
    try {
      assertEquals(
          List.of("queues/job-failed-events: does not exist -> run msha init"),
          problems(cluster.settings()));
    } finally {
      queue.create();
    }
  }

  @Test
  void a_transform_that_one_region_lacks_is_named() throws Exception {
    String name = transforms(FIRST).get(0);
    JsonNode properties = administration(FIRST).findTransform(name).orElseThrow();
    delete(SECOND, "transforms/" + name);
    try {
      List<String> problems = problems(cluster.settings());
      assertEquals(1, problems.size(), problems.toString());
      assertTrue(
          problems.get(0).startsWith("transforms/" + name + ": is missing in " + SECOND),
          problems.toString());
      assertTrue(problems.get(0).contains("-> run msha init"), problems.toString());
    } finally {
      administration(SECOND).createOrUpdateTransform(name, properties);
    }
  }

  @Test
  void a_streaming_endpoint_that_is_stopped_is_named_with_the_way_to_start_it() {
    administration(SECOND).stopStreamingEndpoint("default", LONG);
    try {
      assertEquals(
          List.of(
              "instance amswesteurope/streaming: no streaming endpoint runs (default is Stopped) ->"
                  + " run msha init, or msha instances start-streaming amswesteurope"),
          problems(cluster.settings()));
    } finally {
      administration(SECOND).startStreamingEndpoint("default", LONG);
    }
  }

  @Test
  void a_region_that_is_down_is_told_once_and_the_rest_of_it_is_not_checked() {
    cluster.regionDown(FIRST);
    try {
      CliRun run = CliRun.of(cluster.settings(), "doctor", "--output", "json");
      assertEquals(1, run.exitCode(), run.out());
      assertEquals(
          List.of("API", "asset storage"),
          subjects(run, "instance " + FIRST, "problem"),
          run.out());
      assertEquals(
          List.of("content key policy", "streaming", "job events", "job news"),
          subjects(run, "instance " + FIRST, "not checked"),
          run.out());
      assertEquals(List.of(), subjects(run, "instance " + SECOND, "problem"), run.out());
    } finally {
      cluster.regionUp(FIRST);
    }
  }

  @Test
  void a_wrong_storage_key_is_told_without_it() {
    String wrong = "d3Jvbmcga2V5IHdyb25nIGtleSB3cm9uZyBrZXkgd3Jvbmcga2V5IHdyb25nIGtleQ==";
    Map<String, String> settings = new HashMap<>(cluster.settings());
    settings.computeIfPresent(
        "TableStorageAccountConnectionString",
        (n, v) -> v.replaceAll("AccountKey=[^;]+", "AccountKey=" + wrong));

    CliRun run = CliRun.of(settings, "doctor");

    assertEquals(1, run.exitCode());
    assertTrue(
        run.out().contains("  all 5 ")
            && run.out().contains(" 1 problem,")
            && run.out().contains("into secret TableStorageAccount"),
        run.out());
    assertFalse(run.out().contains(wrong), run.out());
  }

  @Test
  void a_wrong_clear_key_is_refused_by_every_policy() {
    Map<String, String> settings = new HashMap<>(cluster.settings());
    settings.put("ClearKeyStreamingKey", "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=");

    List<String> problems = problems(settings);

    assertEquals(2, problems.size(), problems.toString());
    assertTrue(
        problems.get(0).contains("its verification key is not secret ClearKeyStreamingKey"),
        problems.toString());
  }

  @Test
  void storage_that_does_not_answer_is_named_and_the_rest_is_checked() {
    Map<String, String> settings = new HashMap<>(cluster.settings());
    settings.computeIfPresent(
        "StorageAccountConnectionString",
        (n, v) -> v.replaceAll("127\\.0\\.0\\.1:\\d+", "127.0.0.1:1"));

    List<String> problems = problems(settings);

    assertEquals(1, problems.size(), problems.toString());
    assertTrue(
        problems.get(0).startsWith("queues/all 8: 127.0.0.1:1 gives no answer: "),
        problems.toString());
    assertTrue(problems.get(0).contains("see that 127.0.0.1:1 is up"), problems.toString());
  }

  @Test
  void a_missing_secret_is_one_problem_and_the_rest_is_not_checked() {
    Map<String, String> settings = new HashMap<>(cluster.settings());
    settings.remove("StorageAccountConnectionString");

    CliRun run = CliRun.of(settings, "doctor", "--output", "json");

    assertEquals(1, run.exitCode());
    assertEquals(List.of("settings and secrets"), subjects(run, "settings", "problem"));
    assertEquals(List.of("all"), subjects(run, "queues", "not checked"));
    assertEquals("", run.err());
  }

  @Test
  void an_unknown_option_is_wrong_use() {
    assertEquals(2, CliRun.of(cluster.settings(), "doctor", "--loud").exitCode());
  }

  private List<String> problems(Map<String, String> settings) {
    CliRun run = CliRun.of(settings, "doctor", "--output", "json");
    List<String> problems = new ArrayList<>();
    for (JsonNode line : run.json()) {
      if (line.path("outcome").asText().equals("problem")) {
        problems.add(
            "%s/%s: %s -> %s"
                .formatted(
                    line.path("area").asText(),
                    line.path("subject").asText(),
                    line.path("detail").asText(),
                    line.path("cure").asText()));
      }
    }
    assertEquals(problems.isEmpty() ? 0 : 1, run.exitCode(), run.out());
    return problems;
  }

  private static List<String> subjects(CliRun run, String area, String outcome) {
    return StreamSupport.stream(run.json().spliterator(), false)
        .filter(l -> l.path("area").asText().equals(area))
        .filter(l -> l.path("outcome").asText().equals(outcome))
        .map(l -> l.path("subject").asText())
        .toList();
  }

  private QueueClient queue(String name) {
    return new QueueClientBuilder()
        .connectionString(cluster.settings().get("StorageAccountConnectionString"))
        .queueName(name)
        .buildClient();
  }

  private MediaServiceAdministration administration(String account) {
    return cluster.component().mediaServiceAdministrations().administrationOf(account);
  }

  private List<String> transforms(String account) {
    return administration(account).listTransforms();
  }

  private void delete(String account, String path) throws Exception {
    HttpRequest request =
        cluster
            .mediaServicesOf(account)
            .requestTo("/" + path + "?api-version=2022-07-01")
            .timeout(LONG)
            .DELETE()
            .build();
    assertEquals(
        200, HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode());
  }
}
