package highavailability.cli.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import highavailability.azurestorage.StorageSecret;
import highavailability.cli.doctor.Finding.About;
import highavailability.cli.doctor.Finding.Outcome;
import highavailability.jobs.StorageChecks.Result;
import highavailability.jobs.StorageChecks.State;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StorageAccessTest {
  private static final About ABOUT = new About("queues", "job-requests");

  @Test
  void what_is_missing_is_made_by_init() {
    Finding finding = finding(State.MISSING, Optional.empty());

    assertEquals(Outcome.PROBLEM, finding.outcome());
    assertEquals(Optional.of("run msha init"), finding.cure());
  }

  @Test
  void an_identity_needs_the_role_and_a_key_needs_to_be_the_right_one() {
    assertTrue(
        cure(State.FORBIDDEN, Optional.of("Storage Queue Data Contributor"))
            .contains("the role Storage Queue Data Contributor at host"));
    assertTrue(cure(State.FORBIDDEN, Optional.empty()).contains("into secret TheSecret"));
  }

  @Test
  void a_silent_service_is_named() {
    assertTrue(cure(State.UNREACHABLE, Optional.empty()).contains("see that host is up"));
  }

  @Test
  void copies_cannot_be_signed_with_a_signature() {
    Finding finding =
        StorageAccess.ofAssets(
            ABOUT,
            new StorageSecret("S", "BlobEndpoint=https://x;SharedAccessSignature=sig"),
            () -> {
              throw new AssertionError("nothing is left to look at");
            });

    assertEquals(Outcome.PROBLEM, finding.outcome());
    assertTrue(finding.detail().startsWith("secret S holds a shared access signature"));
    assertTrue(finding.cure().orElseThrow().contains("AccountKey"));
  }

  private static String cure(State state, Optional<String> role) {
    return finding(state, role).cure().orElseThrow();
  }

  private static Finding finding(State state, Optional<String> role) {
    return StorageAccess.finding(ABOUT, "TheSecret", new Result(state, "host", "why", role));
  }
}
