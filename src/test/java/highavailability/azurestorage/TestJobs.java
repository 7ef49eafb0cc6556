package highavailability.azurestorage;

import highavailability.jobs.Job;
import highavailability.jobs.JobRequest;
import highavailability.jobs.Json;
import java.time.Instant;

/** Jobs for the tests of this package. */
final class TestJobs {
  static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

  private TestJobs() {}

  static Job job(String jobName) {
    return Job.opened(request(jobName, "video.mp4"), NOW);
  }

  static JobRequest request(String jobName, String file) {
    return new JobRequest(
        "id-of-" + jobName,
        jobName,
        "AdaptiveStreaming",
        "output-of-" + jobName,
        Json.tree(
            """
            {"@odata.type":"#Microsoft.Media.JobInputHttp","files":[%s]}"""
                .formatted(Json.write(file))));
  }
}
