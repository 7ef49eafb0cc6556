package highavailability.azurestorage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nobody listens where the secret leads. */
class UnreachableStorageIT {
  private StorageSecret secret;
  private String authority;

  @BeforeEach
  void freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      authority = "127.0.0.1:" + socket.getLocalPort();
    }
    String address = "http://" + authority + "/account";
    secret =
        new StorageSecret(
            "TheSecret",
            "AccountName=account;AccountKey=c2VjcmV0;QueueEndpoint=%s;TableEndpoint=%s;BlobEndpoint=%s"
                .formatted(address, address, address));
  }

  @Test
  void a_queue_service_is_named_with_its_secret() {
    StorageMessageQueues queues = StorageMessageQueues.connect(secret, Azurites.NO_IDENTITY);

    assertTold(
        assertThrows(
            StorageUnreachableException.class, () -> queues.send("queue", "x", Duration.ZERO)));
  }

  @Test
  void a_table_service_is_named_with_its_secret() {
    TableJobStore jobs = new TableJobStore(StorageTables.connect(secret, Azurites.NO_IDENTITY));

    assertTold(assertThrows(StorageUnreachableException.class, () -> jobs.find("job")));
  }

  @Test
  void a_listing_of_tables_is_told_as_well() {
    TablePoisonMessageStore reasons =
        new TablePoisonMessageStore(StorageTables.connect(secret, Azurites.NO_IDENTITY));

    assertTold(assertThrows(StorageUnreachableException.class, () -> reasons.list("queue")));
  }

  private void assertTold(StorageUnreachableException e) {
    assertTrue(e.getMessage().startsWith("No answer from " + authority + " ("), e.getMessage());
    assertTrue(e.getMessage().contains("secret TheSecret"), e.getMessage());
    assertEquals(1, e.getMessage().lines().count());
  }
}
