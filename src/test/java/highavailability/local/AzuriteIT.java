package highavailability.local;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.azure.core.util.BinaryData;
import com.azure.data.tables.TableServiceClientBuilder;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.sas.BlobSasPermission;
import com.azure.storage.blob.sas.BlobServiceSasSignatureValues;
import com.azure.storage.common.policy.RequestRetryOptions;
import com.azure.storage.common.policy.RetryPolicyType;
import com.azure.storage.queue.QueueClient;
import com.azure.storage.queue.QueueClientBuilder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AzuriteIT {

  @Test
  void blobs_queues_and_tables_of_an_account_are_reachable_by_its_connection_string() {
    String connection = SharedAzurite.newConnectionString();

    BlobContainerClient container =
        new BlobServiceClientBuilder()
            .connectionString(connection)
            .buildClient()
            .createBlobContainer("asset");
    container.getBlobClient("a.mp4").upload(BinaryData.fromString("video"));
    QueueClient queue =
        new QueueClientBuilder().connectionString(connection).queueName("requests").buildClient();
    queue.create();
    queue.sendMessage("hello");
    new TableServiceClientBuilder().connectionString(connection).buildClient().createTable("Job");

    assertEquals("video", container.getBlobClient("a.mp4").downloadContent().toString());
    assertEquals("hello", queue.receiveMessage().getBody().toString());
  }

  @Test
  void accounts_do_not_see_each_other() {
    String first = SharedAzurite.newConnectionString();
    String second = SharedAzurite.newConnectionString();

    new QueueClientBuilder().connectionString(first).queueName("same").buildClient().create();

    assertNotEquals(first, second);
    assertTrue(
        new QueueClientBuilder()
            .connectionString(second)
            .queueName("same")
            .buildClient()
            .createIfNotExists());
  }

  @Test
  void a_blob_is_copied_from_an_account_behind_a_proxy_until_that_is_cut() {
    Azurite azurite = SharedAzurite.azurite();
    String source = SharedAzurite.newAccount();
    try (TcpProxy proxy = TcpProxy.start(azurite.blobPort())) {
      BlobContainerClient from = container(azurite.connectionString(source, proxy.port()));
      BlobContainerClient to = container(SharedAzurite.newConnectionString());
      BlobClient blob = from.getBlobClient("a.mp4");
      blob.upload(BinaryData.fromString("video"));
      String readable =
          blob.getBlobUrl()
              + "?"
              + blob.generateSas(
                  new BlobServiceSasSignatureValues(
                      OffsetDateTime.now(ZoneOffset.UTC).plusHours(1),
                      new BlobSasPermission().setReadPermission(true)));

      to.getBlobClient("copy.mp4")
          .beginCopy(readable, Duration.ofMillis(100))
          .waitForCompletion(Duration.ofSeconds(20));
      proxy.cut();

      assertEquals("video", to.getBlobClient("copy.mp4").downloadContent().toString());
      assertThrows(
          BlobStorageException.class,
          () -> to.getBlobClient("late.mp4").getBlockBlobClient().uploadFromUrl(readable));
      assertThrows(
          RuntimeException.class,
          () ->
              to.getBlobClient("later.mp4")
                  .beginCopy(readable, Duration.ofMillis(100))
                  .waitForCompletion(Duration.ofSeconds(20)));
    }
  }

  private static BlobContainerClient container(String connectionString) {
    return new BlobServiceClientBuilder()
        .connectionString(connectionString)
        .retryOptions(new RequestRetryOptions(RetryPolicyType.FIXED, 1, 10, null, null, null))
        .buildClient()
        .createBlobContainer("asset");
  }

  @Test
  void a_port_in_use_is_named_together_with_the_cure() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Azurite.Options options =
          Azurite.Options.defaults().withPorts(new Azurite.Ports(0, taken.getLocalPort(), 0));

      IllegalStateException e =
          assertThrows(
              IllegalStateException.class, () -> Azurite.start(List.of("account1"), options));

      assertEquals(
          "Azurite could not start because port "
              + taken.getLocalPort()
              + " is in use: end the program that listens there, or choose another port (0 takes any free one)",
          e.getMessage());
    }
  }

  @Test
  void a_missing_azurite_is_answered_with_the_command_that_installs_it(@TempDir Path empty) {
    Azurite.Options options = new Azurite.Options(empty, Azurite.Ports.ANY, Duration.ofSeconds(5));

    IllegalStateException e =
        assertThrows(
            IllegalStateException.class, () -> Azurite.start(List.of("account1"), options));

    assertTrue(e.getMessage().contains("mvn generate-test-resources"), e.getMessage());
  }

  @Test
  void azurite_ends_when_it_is_closed() {
    Azurite azurite = Azurite.start(List.of("account1"));

    azurite.close();

    assertTrue(ProcessHandle.of(azurite.pid()).filter(ProcessHandle::isAlive).isEmpty());
  }

  @Test
  void azurite_ends_with_its_jvm_even_when_that_is_killed() throws Exception {
    Path testClasses =
        Path.of(Azurite.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Process jvm =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dazurite.directory=" + Azurite.Options.defaults().directory().toAbsolutePath(),
                "-cp",
                testClasses.toString(),
                Owner.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader output =
        new BufferedReader(new InputStreamReader(jvm.getInputStream(), StandardCharsets.UTF_8))) {
      long azurite = Long.parseLong(output.readLine());
      assertTrue(ProcessHandle.of(azurite).isPresent());

      jvm.destroyForcibly();

      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> ProcessHandle.of(azurite).filter(ProcessHandle::isAlive).isEmpty());
    } finally {
      jvm.destroyForcibly();
    }
  }

  /** The JVM that gets killed while it owns an Azurite; it ends with the test in any case. */
  static final class Owner {
    private Owner() {}

    public static void main(String[] arguments) throws IOException {
      System.out.println(Azurite.start(List.of("account1")).pid());
      System.in.read();
    }
  }
}
