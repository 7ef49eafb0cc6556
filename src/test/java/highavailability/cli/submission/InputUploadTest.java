package highavailability.cli.submission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import highavailability.cli.command.CommandFailedException;
import highavailability.health.InstanceSelector;
import highavailability.jobs.AssetDataCopier.Container;
import highavailability.jobs.AssetDataException;
import highavailability.jobs.AssetDataWriter;
import highavailability.jobs.JobRequest;
import highavailability.jobs.QueueNames;
import highavailability.mediaservices.MediaServiceCallException.Outcome;
import highavailability.testing.FakeHealthStore;
import highavailability.testing.FakeMediaServiceInstances;
import highavailability.testing.FakeQueues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputUploadTest {
  private static final RequestMaker MAKER = new RequestMaker("AdaptiveStreaming");

  @TempDir Path directory;

  private final FakeMediaServiceInstances instances =
      new FakeMediaServiceInstances("amseast", "amswest");
  private final Blobs blobs = new Blobs();
  private final FakeQueues queues = new FakeQueues();
  private final List<String> notes = new ArrayList<>();
  private final List<String> progress = new ArrayList<>();
  private final InputUpload uploads =
      new InputUpload(
          instances,
          new InstanceSelector(instances, new FakeHealthStore()),
          blobs,
          p -> progress.add(p.line()));
  private Path video;

  @BeforeEach
  void writeVideo() throws IOException {
    video = Files.write(directory.resolve("talk.mp4"), new byte[2_000_000]);
  }

  @Test
  void a_file_is_uploaded_into_an_asset_that_says_whose_it_is() {
    InputUpload.Uploaded uploaded = uploads.upload("talk", video, Optional.empty());

    assertEquals(new InputUpload.Uploaded("amseast", "talk-input", 2_000_000, false), uploaded);
    assertEquals(
        Optional.of("input-of-talk"),
        instances.get("amseast").assets().get("talk-input").alternateId());
    assertEquals(
        List.of(
            "Uploading talk.mp4 to amseast: 1.0 of 2.0 MB, 50%",
            "Uploading talk.mp4 to amseast: 2.0 of 2.0 MB, 100%"),
        progress);
  }

  @Test
  void an_upload_goes_on_where_it_began_and_sends_nothing_that_is_there() {
    uploads.upload("talk", video, Optional.of("amswest"));

    InputUpload.Uploaded again = uploads.upload("talk", video, Optional.empty());

    assertEquals(new InputUpload.Uploaded("amswest", "talk-input", 2_000_000, true), again);
    assertEquals(1, blobs.uploads);
  }

  @Test
  void a_file_of_another_size_is_uploaded_again() throws IOException {
    uploads.upload("talk", video, Optional.empty());
    Files.write(video, new byte[3]);

    assertEquals(3, uploads.upload("talk", video, Optional.empty()).bytes());
    assertEquals(2, blobs.uploads);
  }

  @Test
  void an_asset_that_is_not_the_jobs_is_left_alone() {
    instances.get("amseast").createOrUpdateAsset("talk-input", Optional.empty());

    CommandFailedException failure =
        assertThrows(
            CommandFailedException.class,
            () -> uploads.upload("talk", video, Optional.of("amseast")));

    assertTrue(failure.getMessage().contains("its alternate id is missing"), failure.getMessage());
    assertEquals(0, blobs.uploads);
  }

  @Test
  void an_instance_that_does_not_answer_is_passed_by() {
    instances.get("amseast").fail("findAsset", Outcome.UNAVAILABLE, 503);
    uploads.upload("talk", video, Optional.of("amswest"));

    assertEquals("amswest", uploads.upload("talk", video, Optional.empty()).instance());
  }

  @Test
  void what_was_sent_before_a_failure_is_told_and_the_rest_is_not_sent() {
    List<PlannedJob> jobs = List.of(planned("a"), planned("b"), planned("c"));
    JobSender sender = new JobSender(queues, uploads, notes::add);
    blobs.failures.put("container-b-input", 1);

    assertThrows(AssetDataException.class, () -> sender.send(jobs, Map.of(), Optional.empty()));

    assertEquals(1, queues.on(QueueNames.JOB_REQUESTS).size());
    assertEquals(
        List.of("1 of 3 jobs were submitted; the same command goes on from there."), notes);

    List<JobSender.Sent> sent = sender.send(jobs, Map.of(), Optional.empty());

    assertEquals(3, sent.size());
    assertEquals(
        List.of("a", "a", "b", "c"),
        queues.on(QueueNames.JOB_REQUESTS).stream()
            .map(m -> m.as(JobRequest.class).jobName())
            .toList());
    assertEquals(3, blobs.uploads);
  }

  private PlannedJob planned(String jobName) {
    return RequestSources.file(MAKER, jobName, Optional.empty(), Optional.empty(), video);
  }

  /** Blobs in memory, of which only the sizes are kept. */
  private static final class Blobs implements AssetDataWriter {
    private final Map<String, Long> sizes = new HashMap<>();
    private final Map<String, Integer> failures = new HashMap<>();
    private int uploads;

    @Override
    public void upload(Container container, String blobName, Path file, LongConsumer progress) {
      if (failures.remove(container.containerName()) != null) {
        throw new AssetDataException(container.accountName(), "as the test wants", null);
      }
      uploads++;
      long size = file.toFile().length();
      progress.accept(size / 2);
      progress.accept(size);
      sizes.put(container + blobName, size);
    }

    @Override
    public void write(Container container, String blobName, byte[] content, String contentType) {
      throw new AssertionError("a file is uploaded");
    }

    @Override
    public Optional<Long> size(Container container, String blobName) {
      return Optional.ofNullable(sizes.get(container + blobName));
    }
  }
}
