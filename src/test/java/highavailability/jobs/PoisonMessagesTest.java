package highavailability.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import highavailability.testing.FakePoisonMessageStore;
import highavailability.testing.FakeQueues;
import highavailability.testing.SettableClock;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PoisonMessagesTest {
  private final FakeQueues queues = new FakeQueues();
  private final FakePoisonMessageStore reasons = new FakePoisonMessageStore();
  private final PoisonMessages poison =
      new PoisonMessages(queues, reasons, new SettableClock(Instant.EPOCH));

  @Test
  void the_message_is_moved_unchanged_and_its_reason_is_found_by_its_hash() {
    String message = "{ \"jobName\" : \"jobName-1\" }\n";

    poison.move("job-requests", message, "Field 'id' is missing.", 1);

    assertEquals(message, queues.on("job-requests-poison").get(0).text());
    PoisonMessage reason = reasons.list("job-requests").get(0);
    assertEquals(PoisonMessages.hashOf(message), reason.messageHash());
    assertEquals(Optional.of("jobName-1"), reason.jobName());
    assertEquals("Field 'id' is missing.", reason.reason());
  }

  @Test
  void a_reason_never_holds_a_sas() {
    poison.move("job-requests", "x", "cannot read https://a/b.mp4?sv=1&sig=secret now", 1);

    assertFalse(reasons.list("job-requests").get(0).reason().contains("secret"));
  }

  @Test
  void the_reason_is_kept_before_the_message_is_moved() {
    queues.beforeNextSend(
        () -> {
          throw new IllegalStateException("killed");
        });

    assertThrows(IllegalStateException.class, () -> poison.move("job-requests", "x", "why", 5));

    assertEquals(1, reasons.list("job-requests").size());
  }
}
