package highavailability.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "cannot read https://a.blob.core.windows.net/c/b.mp4?sv=1&sig=SECRET%2F now",
        "\"files\":[\"https://a/b.mp4?SIG=SECRET\"]",
        "\"files\":[\"b.mp4?sv=1&sig=SECRET\"]",
        "the connection string AccountName=a;AccountKey=SECRET==;EndpointSuffix=x",
        "BlobEndpoint=https://a/;SharedAccessSignature=sv=1&sig=SECRET",
        "redirected to %3Fsv%3D1%26sig%3DSECRET%2F"
      })
  void secrets_are_taken_out(String text) {
    assertFalse(Redaction.redact(text).contains("SECRET"), Redaction.redact(text));
  }

  @Test
  void what_is_no_secret_stays() {
    assertEquals(
        "GET https://a/b.mp4?REDACTED answered 403",
        Redaction.redact("GET https://a/b.mp4?sig=x answered 403"));
    assertEquals("Is the design=good?", Redaction.redact("Is the design=good?"));
  }

  @Test
  void a_failure_without_secrets_stays_itself() {
    RuntimeException failure = new IllegalStateException("out of order");

    assertSame(failure, RedactedFailure.of(failure));
  }

  @Test
  void a_failure_with_a_secret_tells_the_rest_of_its_story() {
    RuntimeException failure =
        new IllegalStateException("no input", new IllegalArgumentException("https://a/b?sig=x"));

    RuntimeException shown = RedactedFailure.of(failure);

    assertTrue(shown.getMessage().contains("no input"), shown.getMessage());
    assertTrue(shown.getMessage().contains("https://a/b?REDACTED"), shown.getMessage());
    assertEquals(failure.getStackTrace()[0], shown.getStackTrace()[0]);
  }
}
