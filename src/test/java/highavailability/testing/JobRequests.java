package highavailability.testing;

import highavailability.jobs.JobRequest;
import highavailability.jobs.Json;

/** Job requests with defaults for all that a test does not care for. */
public final class JobRequests {
  private JobRequests() {}

  /** A good request; the id and the asset follow from the number. */
  public static JobRequest request(int number) {
    return Json.read(json(number), JobRequest.class);
  }

  /** The same as a user writes it. */
  public static String json(int number) {
    return """
        {"id":"jobId-%1$d","jobName":"jobName-%1$d","transformName":"AdaptiveStreaming",
         "outputAssetName":"output-%1$d",
         "jobInputs":{"@odata.type":"#Microsoft.Media.JobInputs","inputs":[
           {"@odata.type":"#Microsoft.Media.JobInputHttp","baseUri":"https://example.com/",
            "files":["video.mp4"],"label":"input1"}]}}"""
        .formatted(number);
  }
}
