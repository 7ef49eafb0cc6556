package highavailability.emulator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Why a job failed, in the service's words. */
record JobError(String code, String category, boolean retriable, String message, String detail) {

  /**
   * The service documents no retry value for this code; a source may come back, so it may be
   * retried.
   */
  static JobError downloadNotAccessible(String detail) {
    return new JobError(
        "DownloadNotAccessible",
        "Download",
        true,
        "The input files could not be downloaded: the source is not available.",
        detail);
  }

  static JobError downloadTransient(String detail) {
    return new JobError(
        "DownloadTransientError",
        "Download",
        true,
        "The download of the input files broke off.",
        detail);
  }

  static JobError contentMalformed(String detail) {
    return new JobError(
        "ContentMalformed", "Content", false, "The input files are empty or damaged.", detail);
  }

  static JobError uploadNotAccessible(String detail) {
    return new JobError(
        "UploadNotAccessible",
        "Upload",
        true,
        "The output files could not be uploaded: the destination is not available.",
        detail);
  }

  static JobError service(String detail) {
    return new JobError("ServiceError", "Service", false, "The encoder failed.", detail);
  }

  ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("code", code);
    json.put("message", message);
    json.put("category", category);
    json.put("retry", retriable ? "MayRetry" : "DoNotRetry");
    json.putArray("details").addObject().put("code", code).put("message", detail);
    return json;
  }
}
