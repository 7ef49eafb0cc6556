package highavailability.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import highavailability.testing.JobRequests;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobRequestTest {
  @Test
  void the_form_that_the_design_shows_is_valid() {
    JobRequest request = JobRequests.request(1).requireValid();

    assertEquals("jobName-1", request.jobName());
    assertEquals("#Microsoft.Media.JobInputs", request.jobInputs().get("@odata.type").asText());
  }

  @Test
  void all_missing_fields_are_named_at_once() {
    String reason = refusalOf("{}");

    for (String field :
        new String[] {"id", "jobName", "transformName", "outputAssetName", "jobInputs"}) {
      assertTrue(reason.contains("'" + field + "'"), reason);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {"a/b | '/'", "a%b | '%'", "it's | '''", "a~2 | '~'", "a*b | '*'"})
  void an_illegal_character_is_named(String name, String shown) {
    String reason = refusalOf(JobRequests.json(1).replace("\"output-1\"", Json.write(name)));

    assertTrue(reason.contains("'outputAssetName' contains " + shown), reason);
  }

  @Test
  void a_name_over_the_limit_is_refused() {
    String reason = refusalOf(JobRequests.json(1).replace("output-1", "x".repeat(261)));

    assertTrue(reason.contains("261 characters; at most 260"), reason);
  }

  @Test
  void a_field_of_the_wrong_type_is_named() {
    String reason = refusalOf(JobRequests.json(1).replace("\"jobName-1\"", "[1]"));

    assertTrue(reason.contains("'jobName'"), reason);
  }

  @Test
  void text_that_is_no_json_is_refused_without_quoting_it() {
    String reason = refusalOf("https://example.com/video.mp4?sig=secret");

    assertTrue(reason.contains("not JSON"), reason);
    assertTrue(!reason.contains("sig=secret"), reason);
  }

  @Test
  void an_array_is_no_request() {
    assertTrue(refusalOf("[]").contains("not a JSON object"));
  }

  private static String refusalOf(String text) {
    return assertThrows(
            InvalidMessageException.class, () -> Json.read(text, JobRequest.class).requireValid())
        .getMessage();
  }
}
