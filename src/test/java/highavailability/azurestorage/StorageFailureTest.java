package highavailability.azurestorage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.net.ConnectException;
import org.junit.jupiter.api.Test;

class StorageFailureTest {

  @Test
  void a_failure_is_told_in_one_line_without_its_signature() {
    RuntimeException failure =
        new RuntimeException(
            "outer", new IllegalStateException("GET https://a/b?sv=1&sig=abc%2F\nfailed"));
    assertEquals(
        "IllegalStateException: GET https://a/b?REDACTED failed", StorageFailure.oneLine(failure));
  }

  @Test
  void a_cause_is_kept_only_when_it_holds_no_secret() {
    RuntimeException harmless = new RuntimeException("connection refused");
    assertSame(harmless, StorageFailure.cause(harmless));
    assertNull(
        StorageFailure.cause(new RuntimeException("x", new RuntimeException("AccountKey=abc;"))));
  }

  @Test
  void a_failure_without_words_is_told_by_its_kind() {
    assertEquals("ConnectException", StorageFailure.oneLine(new ConnectException()));
  }
}
