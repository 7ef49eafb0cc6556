package highavailability.cli.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import highavailability.cli.doctor.Finding.About;
import highavailability.cli.doctor.Finding.Outcome;
import highavailability.provisioning.ClearKeyTokenService;
import highavailability.testing.TestCluster;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ClearKeyCheckTest {
  private static final byte[] KEY =
      "01234567890123456789012345678901".getBytes(StandardCharsets.US_ASCII);

  @Test
  void a_key_verifies_its_own_tokens_and_no_others() {
    byte[] other = KEY.clone();
    other[0]++;

    assertEquals(Outcome.OK, look(KEY).outcome());
    assertEquals(Outcome.PROBLEM, look(other).outcome());
  }

  private static Finding look(byte[] verifying) {
    return new ClearKeyCheck(
            new ClearKeyTokenService("us", "them", KEY, new TestCluster().clock), verifying)
        .find(new About("keys", "ClearKeyStreamingKey"));
  }
}
