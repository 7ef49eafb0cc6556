package highavailability.emulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.azure.core.management.exception.ManagementException;
import com.azure.core.util.Context;
import com.azure.resourcemanager.mediaservices.models.Job;
import com.azure.resourcemanager.mediaservices.models.JobInputHttp;
import com.azure.resourcemanager.mediaservices.models.JobState;
import com.azure.resourcemanager.mediaservices.models.Priority;
import highavailability.emulator.EmulatedRegion.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JobsIT {

  private static final String VERSION = "api-version=2022-07-01";
  private static final String JOBS = "/transforms/" + EmulatedRegion.TRANSFORM + "/jobs";

  private final VideoServer videos = new VideoServer();
  private EmulatedRegion region;

  @BeforeEach
  void start() {
    region = new EmulatedRegion(options -> options.withPageSize(2));
    region.createTransform();
    region.createAsset("output");
  }

  @AfterEach
  void stop() {
    region.close();
    videos.close();
  }

  @Test
  void a_new_job_is_queued_and_echoes_what_it_was_given() {
    Job job = region.createJob("job 1", EmulatedRegion.httpInput(videos.video()), "OUTPUT");

    assertEquals(JobState.QUEUED, job.state());
    assertEquals(region.emulator.accountResourceId() + JOBS + "/job 1", job.id());
    assertEquals(Map.of("jobName", "job 1"), job.correlationData());
    assertEquals(Priority.NORMAL, job.priority());
    assertEquals("BuiltInStandardEncoderPreset_0", job.outputs().get(0).label());
    assertEquals(0, job.outputs().get(0).progress());
    assertEquals(List.of(), ((JobInputHttp) job.input()).inputDefinitions());
  }

  @Test
  void a_job_that_exists_is_a_conflict() {
    region.createJob("job", EmulatedRegion.httpInput(videos.video()), "output");

    ManagementException conflict =
        assertThrows(
            ManagementException.class,
            () -> region.createJob("JOB", EmulatedRegion.httpInput(videos.video()), "output"));

    assertEquals(409, conflict.getResponse().getStatusCode());
  }

  @Test
  void a_missing_transform_is_not_found() {
    Answer answer = region.call("PUT", "/transforms/none/jobs/job", VERSION, body("output"));

    assertEquals(404, answer.status());
    assertTrue(answer.errorMessage().contains("transform 'none'"), answer.errorMessage());
  }

  @Test
  void a_missing_output_asset_is_a_bad_request() {
    Answer answer = region.call("PUT", JOBS + "/job", VERSION, body("none"));

    assertEquals(400, answer.status());
    assertTrue(answer.errorMessage().contains("Asset 'none' is not found"), answer.errorMessage());
  }

  @Test
  void the_outputs_must_match_the_transform() {
    String none =
        "{\"properties\":{\"input\":{\"@odata.type\":\"#Microsoft.Media.JobInputAsset\","
            + "\"assetName\":\"output\"},\"outputs\":[]}}";

    Answer answer = region.call("PUT", JOBS + "/job", VERSION, none);

    assertEquals(400, answer.status());
    assertTrue(answer.errorMessage().contains("0 outputs"), answer.errorMessage());
  }

  @Test
  void an_unknown_kind_of_input_is_a_bad_request() {
    String body = body("output").replace("JobInputHttp", "JobInputTelepathy");

    Answer answer = region.call("PUT", JOBS + "/job", VERSION, body);

    assertEquals(400, answer.status());
    assertEquals("BadRequest", answer.errorCode());
    assertTrue(answer.errorMessage().contains("JobInputTelepathy"), answer.errorMessage());
    assertEquals(404, region.call("GET", JOBS + "/job", VERSION, "").status());
  }

  @Test
  void an_illegal_job_name_is_a_bad_request() {
    assertEquals(400, region.call("PUT", JOBS + "/a%2Fb", VERSION, body("output")).status());
  }

  @Test
  void a_deleted_job_is_gone_and_its_name_is_free() {
    region.createJob("job", EmulatedRegion.httpInput(videos.video()), "output");

    region.sdk.jobs().delete(region.group, region.account, EmulatedRegion.TRANSFORM, "job");

    assertEquals(404, region.call("GET", JOBS + "/job", VERSION, "").status());
    assertEquals(204, region.call("DELETE", JOBS + "/job", VERSION, "").status());
    region.createJob("job", EmulatedRegion.httpInput(videos.video()), "output");
    region.awaitState("job", JobState.FINISHED);
  }

  @Test
  void jobs_are_filtered_by_creation_ordered_and_paged() {
    List<Job> created = new ArrayList<>();
    for (String name : List.of("e", "d", "c", "b", "a")) {
      created.add(region.createJob(name, EmulatedRegion.httpInput(videos.video()), "output"));
    }
    String filter =
        "properties/created ge "
            + created.get(1).created()
            + " and properties/created lt "
            + created.get(4).created();

    List<String> oldestFirst = list(filter, "properties/created");
    List<String> newestFirst = list(null, "properties/created desc");

    assertEquals(List.of("d", "c", "b"), oldestFirst);
    assertEquals(List.of("a", "b", "c", "d", "e"), newestFirst);
  }

  @Test
  void a_page_ends_with_a_link_to_the_next_one() {
    for (String name : List.of("a", "b", "c")) {
      region.createJob(name, EmulatedRegion.httpInput(videos.video()), "output");
    }

    Answer first = region.call("GET", JOBS, VERSION, "");
    String link = first.json().path("@odata.nextLink").asText();
    region.sdk.jobs().delete(region.group, region.account, EmulatedRegion.TRANSFORM, "a");
    Answer second = region.callUrl("GET", link, "");

    assertEquals(2, first.json().path("value").size());
    assertEquals("c", second.json().at("/value/0/name").asText());
    assertFalse(second.json().has("@odata.nextLink"));
  }

  @Test
  void a_filter_that_cannot_be_understood_is_a_bad_request() {
    assertEquals(
        400, region.call("GET", JOBS, VERSION + "&$filter=created%20since%20noon", "").status());
  }

  @Test
  void priority_and_description_can_be_changed_later() {
    Job job = region.createJob("job", EmulatedRegion.httpInput(videos.video()), "output");

    Job changed = job.update().withPriority(Priority.HIGH).withDescription("urgent").apply();

    assertEquals(Priority.HIGH, changed.priority());
    assertEquals("urgent", changed.description());
  }

  @Test
  void a_transform_needs_outputs_of_a_known_preset() {
    String unknown =
        "{\"properties\":{\"outputs\":[{\"preset\":{\"@odata.type\":\"#Microsoft.Media.Magic\"}}]}}";

    assertEquals(400, region.call("PUT", "/transforms/t", VERSION, "{}").status());
    assertEquals(400, region.call("PUT", "/transforms/t", VERSION, unknown).status());
  }

  @Test
  void a_transform_is_listed_and_deleted_with_its_jobs() {
    region.createJob("job", EmulatedRegion.httpInput(videos.video()), "output");
    assertEquals(1, region.sdk.transforms().list(region.group, region.account).stream().count());

    region.sdk.transforms().delete(region.group, region.account, EmulatedRegion.TRANSFORM);
    region.createTransform();

    assertEquals(404, region.call("GET", JOBS + "/job", VERSION, "").status());
  }

  private List<String> list(String filter, String order) {
    return region
        .sdk
        .jobs()
        .list(region.group, region.account, EmulatedRegion.TRANSFORM, filter, order, Context.NONE)
        .stream()
        .map(Job::name)
        .toList();
  }

  private String body(String outputAsset) {
    return """
        {"properties":{
          "input":{"@odata.type":"#Microsoft.Media.JobInputHttp","files":["%s"]},
          "outputs":[{"@odata.type":"#Microsoft.Media.JobOutputAsset","assetName":"%s"}]}}
        """
        .formatted(videos.video(), outputAsset);
  }
}
