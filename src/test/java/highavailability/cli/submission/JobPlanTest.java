package highavailability.cli.submission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import highavailability.cli.command.CommandFailedException;
import highavailability.jobs.Job;
import highavailability.testing.FakeJobStore;
import highavailability.testing.JobRequests;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobPlanTest {
  private static final RequestMaker MAKER = new RequestMaker("AdaptiveStreaming");
  private static final Instant NOW = Instant.parse("2031-05-01T10:00:00Z");

  @TempDir Path directory;

  @Test
  void good_lines_become_jobs_and_blank_ones_are_left_out() {
    JobPlan plan = lines("\uFEFF" + line(1), "", "  ", line(2));

    assertEquals(List.of(), plan.problems());
    assertEquals(List.of("jobName-1", "jobName-2"), plan.jobNames());
  }

  @Test
  void every_bad_line_is_told_with_its_number() {
    JobPlan plan =
        lines(
            line(1),
            "",
            "{ no json",
            line(4).replace("jobName-4", "job/4"),
            line(5).replace("JobInputHttp", "JobInputTape"),
            line(6).replace("video.mp4", "v".repeat(50_000)),
            "[1]");

    assertEquals(5, plan.problems().size(), plan.problems().toString());
    assertProblem(plan, "line 3: The message is not JSON");
    assertProblem(plan, "line 4: Field 'jobName' contains '/'");
    assertProblem(plan, "line 5: 'jobInputs.inputs[0]' is of the unknown kind");
    assertProblem(plan, "line 6: The request has 5");
    assertProblem(plan, "line 7: The message is not a JSON object");
  }

  @Test
  void a_line_that_is_repeated_counts_once_and_one_that_differs_is_refused() {
    assertEquals(List.of("jobName-1"), lines(line(1), line(1)).jobNames());

    JobPlan plan =
        lines(line(1), line(1).replace("jobId-1", "other").replace("\"jobName-1", "\"JOBName-1"));

    assertProblem(plan, "line 2: job 'JOBName-1' is also asked for by line 1");
  }

  @Test
  void two_jobs_cannot_have_one_output_asset() {
    JobPlan plan = lines(line(1), line(2).replace("output-2", "OUTPUT-1"));

    assertProblem(plan, "line 2: the output asset 'OUTPUT-1' is also asked for by line 1");
  }

  @Test
  void files_of_a_directory_become_jobs_by_name() throws IOException {
    write("b c.mp4", "x");
    write("a.v1.mp4", "x");
    write(".hidden.mp4", "x");
    write("notes.txt", "x");
    Files.createDirectory(directory.resolve("sub.mp4"));

    JobPlan plan = RequestSources.directory(MAKER, directory, "2031-", "*.mp4");

    assertEquals(List.of(), plan.problems());
    assertEquals(List.of("2031-a-v1", "2031-b-c"), plan.jobNames());
    assertEquals(
        "{\"@odata.type\":\"#Microsoft.Media.JobInputAsset\",\"assetName\":\"2031-b-c-input\","
            + "\"files\":[\"b c.mp4\"]}",
        sorted(plan.jobs().get(1)));
    assertEquals("2031-b-c-output", plan.jobs().get(1).request().outputAssetName());
  }

  @Test
  void files_whose_names_give_the_same_job_are_refused() throws IOException {
    write("a.mp4", "x");
    write("a.mov", "x");
    write("empty.mp4", "");

    JobPlan plan = RequestSources.directory(MAKER, directory, "", "*");

    assertEquals(2, plan.problems().size(), plan.problems().toString());
    assertProblem(plan, "empty.mp4 is no file with content");
    assertProblem(plan, "a.mp4: job 'a' is also asked for by");
  }

  @Test
  void what_cannot_be_read_is_told_with_what_to_give() {
    Path none = directory.resolve("none");
    assertFails(() -> RequestSources.lines(none), "none does not exist; give a file with one job");
    assertFails(
        () -> RequestSources.directory(MAKER, none, "", "*"), "none does not exist; give a dir");
    assertFails(() -> RequestSources.inputs(none), "none does not exist; give a file with the");
    write("bad.json", "{");
    assertFails(
        () -> RequestSources.inputs(directory.resolve("bad.json")), "bad.json: The message is not");
  }

  @Test
  void characters_that_no_name_may_have_become_dashes() {
    assertEquals("a-b-c-d", RequestMaker.jobNameOf(Path.of("videos", "a b'c~d.mp4")));
    assertEquals("noextension", RequestMaker.jobNameOf(Path.of("noextension")));
  }

  @Test
  void a_request_for_a_job_that_exists_is_refused_when_it_would_not_be_followed() {
    Job opened = Job.opened(JobRequests.request(1), NOW);
    Job placed = opened.placedAt("amseast", NOW);
    String same = line(1);

    assertEquals(Optional.empty(), refusal(same, placed));
    assertRefusal(same.replace("jobId-1", "x"), placed, "exists with another id, 'jobId-1'");
    assertRefusal(same.replace("output-1", "x"), placed, "exists with another output asset");
    assertRefusal(same.replace("Adaptive", "Other"), placed, "exists with another transform");
    assertRefusal(same.replace("video.mp4", "x.mp4"), placed, "exists with other inputs");
    assertEquals(Optional.empty(), refusal(same.replace("video.mp4", "x.mp4"), opened));
    assertEquals(
        Optional.empty(),
        refusal(same.replace("video.mp4", "x.mp4"), placed.failed("Boom", "", NOW)));
  }

  @Test
  void an_output_asset_that_another_job_has_reserved_is_refused() {
    FakeJobStore ledger = new FakeJobStore();
    ledger.reserveOutputAsset("OUTPUT-1", "other");
    ledger.reserveOutputAsset("output-2", "JOBNAME-2");

    assertEquals(
        Optional.of("the output asset 'output-1' belongs to job 'other'; choose another."),
        refusalOfAsset(line(1), ledger));
    assertEquals(Optional.empty(), refusalOfAsset(line(2), ledger));
    assertEquals(Optional.empty(), refusalOfAsset(line(3), ledger));
  }

  @Test
  void a_directory_where_lines_are_wanted_is_told() {
    assertFails(
        () -> RequestSources.lines(directory), "cannot be read; give a file with one job request");
  }

  private static Optional<String> refusalOfAsset(String line, FakeJobStore ledger) {
    return ExistingJobs.refusalOfAsset(lines(line).jobs().get(0).request(), ledger);
  }

  private static Optional<String> refusal(String line, Job job) {
    return ExistingJobs.refusal(lines(line).jobs().get(0).request(), job);
  }

  private static void assertRefusal(String line, Job job, String words) {
    String refusal = refusal(line, job).orElseThrow();
    assertTrue(refusal.contains(words), refusal);
  }

  private static void assertProblem(JobPlan plan, String words) {
    assertTrue(
        plan.problems().stream().anyMatch(p -> p.contains(words)), plan.problems().toString());
  }

  private static void assertFails(Runnable call, String words) {
    CommandFailedException failure = assertThrows(CommandFailedException.class, call::run);
    assertTrue(failure.getMessage().contains(words), failure.getMessage());
  }

  private static String line(int number) {
    return JobRequests.json(number).replaceAll("\\R\\s*", "");
  }

  private static String sorted(PlannedJob job) {
    var input = job.request().jobInputs().path("inputs").get(0);
    return "{\"@odata.type\":%s,\"assetName\":%s,\"files\":%s}"
        .formatted(input.path("@odata.type"), input.path("assetName"), input.path("files"));
  }

  private static JobPlan lines(String... lines) {
    return RequestSources.lines(
        new ByteArrayInputStream(String.join("\n", lines).getBytes(StandardCharsets.UTF_8)));
  }

  private void write(String name, String content) {
    try {
      Files.writeString(directory.resolve(name), content);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
