package highavailability.mediaservices;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.azure.json.JsonProviders;
import com.azure.json.JsonReader;
import com.azure.resourcemanager.mediaservices.fluent.models.JobInner;
import highavailability.jobs.JobError;
import highavailability.jobs.JobState;
import highavailability.mediaservices.MediaServiceInstance.MediaServiceJob;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobMappingTest {
  private static final String CREATED = "2026-01-31T12:00:00Z";

  @Test
  void a_running_job_tells_state_progress_and_since_when() {
    MediaServiceJob job =
        job(
            "'state':'Processing','correlationData':{'attempt':'2','note':null}",
            "'state':'Processing','progress':40,'startTime':'2026-01-31T12:03:00Z'");

    assertEquals(
        new MediaServiceJob(
            "job-1",
            JobState.PROCESSING,
            Optional.of(40),
            Optional.empty(),
            Map.of("attempt", "2"),
            Instant.parse(CREATED),
            Instant.parse("2026-01-31T12:03:00Z")),
        job);
  }

  @Test
  void a_finished_job_changed_when_its_output_ended() {
    MediaServiceJob job =
        job(
            "'state':'Finished','lastModified':'2026-01-31T13:00:00Z'",
            "'state':'Finished','progress':100,'endTime':'2026-01-31T12:09:00Z'");

    assertEquals(Instant.parse("2026-01-31T12:09:00Z"), job.stateChangedAt());
  }

  @Test
  void a_waiting_job_changed_when_it_was_created() {
    assertEquals(
        Instant.parse(CREATED), job("'state':'Queued'", "'state':'Queued'").stateChangedAt());
  }

  @Test
  void a_failed_job_tells_why() {
    MediaServiceJob job =
        job(
            "'state':'Error'",
            "'state':'Error','error':{'code':'DownloadNotAccessible','category':'Download',"
                + "'message':'The input cannot be read.','retry':'MayRetry','details':[]}");

    assertEquals(
        Optional.of(
            new JobError("DownloadNotAccessible", "Download", "The input cannot be read.", true)),
        job.error());
  }

  @Test
  void an_error_without_details_is_not_retriable() {
    assertEquals(
        Optional.of(new JobError("Unknown", "", "", false)),
        job("'state':'Error'", "'state':'Error','error':{}").error());
  }

  @ParameterizedTest
  @CsvSource({
    "Processing,Scheduled,SCHEDULED",
    "Error,Error,ERROR",
    "Canceling,Canceling,CANCELING",
    "Canceled,Processing,CANCELED",
    "Processing,Finished,FINISHED",
    "Scheduled,Dreaming,SCHEDULED",
    "Dreaming,Dreaming,PROCESSING"
  })
  void the_state_is_the_outputs_unless_the_job_says_more(
      String ofJob, String ofOutput, JobState expected) {
    assertEquals(expected, job("'state':'" + ofJob + "'", "'state':'" + ofOutput + "'").state());
  }

  @Test
  void a_job_that_tells_next_to_nothing_can_be_read() {
    MediaServiceJob job = read("{'name':'job-1','properties':{}}");

    assertEquals(
        new MediaServiceJob(
            "job-1",
            JobState.PROCESSING,
            Optional.empty(),
            Optional.empty(),
            Map.of(),
            Instant.EPOCH,
            Instant.EPOCH),
        job);
  }

  private static MediaServiceJob job(String properties, String output) {
    return read(
        "{'name':'job-1','properties':{'created':'"
            + CREATED
            + "',"
            + properties
            + ",'outputs':[{'@odata.type':'#Microsoft.Media.JobOutputAsset','assetName':'out',"
            + output
            + "}]}}");
  }

  private static MediaServiceJob read(String json) {
    try (JsonReader reader = JsonProviders.createReader(json.replace('\'', '"'))) {
      return JobMapping.toJob(JobInner.fromJson(reader));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
