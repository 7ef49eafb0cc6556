package highavailability.local;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The cluster's ports are in a row: Azurite's three, Front Door's, the host's, the emulators'. */
class LocalClusterPortsIT {
  private static final int AZURITE = 0;
  private static final int FRONT_DOOR = 3;
  private static final int HOST = 4;
  private static final int FIRST_EMULATOR = 5;

  @Test
  void azurite_s_port_in_use_is_told() throws IOException {
    try (ServerSocket taken = take(AZURITE)) {
      assertTold(
          "Azurite could not start because port " + taken.getLocalPort() + " is in use",
          taken.getLocalPort() - AZURITE);
    }
  }

  @Test
  void front_door_s_port_in_use_is_told() throws IOException {
    try (ServerSocket taken = take(FRONT_DOOR)) {
      assertTold(
          "Front Door's port 127.0.0.1:" + taken.getLocalPort() + " is in use",
          taken.getLocalPort() - FRONT_DOOR);
    }
  }

  @Test
  void the_host_s_port_in_use_is_told() throws IOException {
    try (ServerSocket taken = take(HOST)) {
      assertTold(
          "The Functions host could not start because port " + taken.getLocalPort() + " is in use",
          taken.getLocalPort() - HOST);
    }
  }

  @Test
  void an_emulator_s_port_in_use_is_told_with_its_region_and_nothing_stays_behind()
      throws IOException {
    try (ServerSocket taken = take(FIRST_EMULATOR)) {
      assertTold(
          "The emulated region amseastus cannot listen on 127.0.0.1:" + taken.getLocalPort(),
          taken.getLocalPort() - FIRST_EMULATOR);

      for (int before = 1; before <= FIRST_EMULATOR; before++) {
        int port = taken.getLocalPort() - before;
        assertDoesNotThrow(() -> listen(port).close(), () -> port + " is still in use");
      }
    }
  }

  private static void assertTold(String words, int firstPort) {
    LocalCluster.Options options = LocalCluster.Options.defaults().with(2, firstPort);

    String problem =
        assertThrows(IllegalStateException.class, () -> LocalCluster.start(options).close())
            .getMessage();

    assertTrue(problem.contains(words), problem);
  }

  /** Takes a port with free ones before it, below those that the system gives away itself. */
  private static ServerSocket take(int freeBefore) throws IOException {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(20_000, 30_000);
      if (IntStream.range(port - freeBefore, port).allMatch(LocalClusterPortsIT::isFree)
          && isFree(port)) {
        return listen(port);
      }
    }
  }

  private static boolean isFree(int port) {
    try {
      listen(port).close();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static ServerSocket listen(int port) throws IOException {
    return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
  }
}
