package highavailability.emulator;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.azure.core.util.BinaryData;
import com.azure.resourcemanager.mediaservices.models.Job;
import com.azure.resourcemanager.mediaservices.models.JobError;
import com.azure.resourcemanager.mediaservices.models.JobErrorCategory;
import com.azure.resourcemanager.mediaservices.models.JobErrorCode;
import com.azure.resourcemanager.mediaservices.models.JobInput;
import com.azure.resourcemanager.mediaservices.models.JobInputAsset;
import com.azure.resourcemanager.mediaservices.models.JobInputHttp;
import com.azure.resourcemanager.mediaservices.models.JobInputSequence;
import com.azure.resourcemanager.mediaservices.models.JobInputs;
import com.azure.resourcemanager.mediaservices.models.JobRetry;
import com.azure.resourcemanager.mediaservices.models.JobState;
import com.azure.storage.blob.models.BlobItem;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EncodingIT {

  private static final Duration LONG = Duration.ofSeconds(20);

  private final VideoServer videos = new VideoServer();
  private EmulatedRegion region;

  @BeforeEach
  void start() {
    region = new EmulatedRegion();
    region.createTransform();
    region.createAsset("output");
  }

  @AfterEach
  void stop() {
    region.close();
    videos.close();
  }

  @Test
  void an_http_input_becomes_renditions_and_manifests_in_the_output_asset() {
    region.createJob("job", EmulatedRegion.httpInput(videos.video()), "output");

    Job job = region.awaitState("job", JobState.FINISHED);

    assertEquals(JobState.FINISHED, job.outputs().get(0).state());
    assertEquals(100, job.outputs().get(0).progress());
    assertFalse(job.endTime().isBefore(job.startTime()));
    List<BlobItem> blobs = region.containerOf("output").listBlobs().stream().toList();
    List<BlobItem> renditions =
        blobs.stream().filter(blob -> blob.getName().endsWith(".mp4")).toList();
    assertEquals(3, renditions.size());
    renditions.forEach(
        blob ->
            assertEquals(VideoServer.CONTENT.length(), blob.getProperties().getContentLength()));
    List<String> names = blobs.stream().map(BlobItem::getName).toList();
    assertTrue(names.containsAll(List.of("my_video.ism", "my_video.ismc")), names.toString());
    String manifest =
        region.containerOf("output").getBlobClient("my_video.ism").downloadContent().toString();
    renditions.forEach(blob -> assertTrue(manifest.contains(blob.getName()), manifest));
  }

  @Test
  void a_base_uri_is_put_before_its_files() {
    JobInput input =
        new JobInputHttp().withBaseUri(videos.base().toString()).withFiles(List.of("my video.mp4"));

    region.createJob("job", input, "output");

    region.awaitState("job", JobState.FINISHED);
  }

  @Test
  void an_asset_is_read_from_its_container() {
    region.createAsset("input");
    region.containerOf("input").getBlobClient("movie.mp4").upload(BinaryData.fromString("12345"));

    region.createJob("job", new JobInputAsset().withAssetName("input"), "output");

    region.awaitState("job", JobState.FINISHED);
    assertEquals(5, sizeOf("movie_640x360_AACAudio_700.mp4"));
  }

  @Test
  void lists_and_sequences_are_read_completely() {
    JobInput input =
        new JobInputs()
            .withInputs(
                List.of(
                    new JobInputSequence()
                        .withInputs(
                            List.of(
                                EmulatedRegion.httpInput(videos.base().resolve("second.mp4")),
                                EmulatedRegion.httpInput(videos.base().resolve("second.mp4"))))));

    region.createJob("job", input, "output");

    region.awaitState("job", JobState.FINISHED);
    assertEquals(8, sizeOf("second_640x360_AACAudio_700.mp4"));
  }

  @Test
  void an_input_that_cannot_be_read_is_a_download_error_that_may_be_retried() {
    region.createJob(
        "missing",
        EmulatedRegion.httpInput(videos.base().resolve("none.mp4?sig=s3cret")),
        "output");
    region.createJob(
        "dead", new JobInputHttp().withFiles(List.of("http://127.0.0.1:1/video.mp4")), "output");
    region.createJob(
        "noblob",
        new JobInputAsset().withAssetName("output").withFiles(List.of("none.mp4")),
        "output");

    for (String name : List.of("missing", "dead", "noblob")) {
      JobError error = region.awaitState(name, JobState.ERROR).outputs().get(0).error();

      assertEquals(JobErrorCode.DOWNLOAD_NOT_ACCESSIBLE, error.code(), name);
      assertEquals(JobErrorCategory.DOWNLOAD, error.category());
      assertEquals(JobRetry.MAY_RETRY, error.retry());
      assertFalse(error.details().get(0).message().contains("s3cret"));
    }
  }

  @Test
  void an_empty_input_is_malformed_content() {
    region.createJob("job", EmulatedRegion.httpInput(videos.base().resolve("empty.mp4")), "output");

    JobError error = region.awaitState("job", JobState.ERROR).outputs().get(0).error();

    assertEquals(JobErrorCode.CONTENT_MALFORMED, error.code());
    assertEquals(JobRetry.DO_NOT_RETRY, error.retry());
  }

  @Test
  void an_output_asset_that_is_gone_is_an_upload_error() {
    try (EmulatedRegion slow =
        region(new EncodingSpeed(Duration.ofSeconds(2), Duration.ZERO, Duration.ZERO))) {
      slow.createJob("job", EmulatedRegion.httpInput(videos.video()), "output");
      slow.sdk.assets().delete(slow.group, slow.account, "output");

      JobError error = slow.awaitState("job", JobState.ERROR).outputs().get(0).error();

      assertEquals(JobErrorCode.UPLOAD_NOT_ACCESSIBLE, error.code());
    }
  }

  @Test
  void a_canceled_job_ends_without_outputs() {
    try (EmulatedRegion slow = region(new EncodingSpeed(Duration.ZERO, Duration.ZERO, LONG))) {
      slow.createJob("job", EmulatedRegion.httpInput(videos.video()), "output");
      slow.awaitState("job", JobState.PROCESSING);

      slow.sdk.jobs().cancelJob(slow.group, slow.account, EmulatedRegion.TRANSFORM, "job");

      slow.awaitState("job", JobState.CANCELED);
      assertEquals(0, slow.containerOf("output").listBlobs().stream().count());
    }
  }

  @Test
  void canceling_a_job_that_has_ended_changes_nothing() {
    region.createJob("job", EmulatedRegion.httpInput(videos.video()), "output");
    region.awaitState("job", JobState.FINISHED);

    region.sdk.jobs().cancelJob(region.group, region.account, EmulatedRegion.TRANSFORM, "job");

    region.awaitState("job", JobState.FINISHED);
  }

  @Test
  void progress_rises_while_a_job_is_processed() {
    try (EmulatedRegion slow = region(new EncodingSpeed(Duration.ZERO, Duration.ZERO, LONG))) {
      slow.createJob("job", EmulatedRegion.httpInput(videos.video()), "output");

      await()
          .atMost(Duration.ofSeconds(20))
          .until(
              () -> slow.awaitState("job", JobState.PROCESSING).outputs().get(0).progress(),
              progress -> progress >= 10);
    }
  }

  private static EmulatedRegion region(EncodingSpeed speed) {
    EmulatedRegion region = new EmulatedRegion(options -> options.withSpeed(speed));
    region.createTransform();
    region.createAsset("output");
    return region;
  }

  private long sizeOf(String blob) {
    return region.containerOf("output").getBlobClient(blob).getProperties().getBlobSize();
  }
}
