package highavailability.local;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A running Azurite, the storage emulator that the build installs: blobs, queues and tables of
 * several accounts in one Node.js process, kept in memory only. The process ends with this JVM,
 * however that one dies.
 */
public final class Azurite implements AutoCloseable {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);
  private static final int KEY_BYTES = 64;

  private final AzuriteProcess process;
  private final Map<String, String> keys;
  private final Ports ports;

  private Azurite(AzuriteProcess process, Map<String, String> keys, Ports ports) {
    this.process = process;
    this.keys = keys;
    this.ports = ports;
  }

  /** The ports of the three services; 0 asks for any free one. */
  public record Ports(int blob, int queue, int table) {
    /** Three free ports, chosen by the operating system. */
    public static final Ports ANY = new Ports(0, 0, 0);

    public Ports {
      check("blob", blob);
      check("queue", queue);
      check("table", table);
    }

    private static void check(String service, int port) {
      if (port < 0 || port > 65535) {
        throw new IllegalArgumentException(
            "The %s port is %d: give a number from 1 to 65535, or 0 for any free port"
                .formatted(service, port));
      }
    }
  }

  /**
   * What to start.
   *
   * @param directory where the build installed Azurite
   * @param ports the ports to listen on
   * @param startTimeout how long the three services may take until they answer
   */
  public record Options(Path directory, Ports ports, Duration startTimeout) {
    /** The build's Azurite (system property {@code azurite.directory}) on any free ports. */
    public static Options defaults() {
      return new Options(
          Path.of(System.getProperty("azurite.directory", "target/azurite")),
          Ports.ANY,
          Duration.ofSeconds(60));
    }

    /** The same on the given ports. */
    public Options withPorts(Ports fixed) {
      return new Options(directory, fixed, startTimeout);
    }
  }

  /** Starts Azurite with these accounts on free ports. */
  public static Azurite start(List<String> accountNames) {
    return start(accountNames, Options.defaults());
  }

  /**
   * Starts Azurite with these accounts, each with a random key, and waits until all three services
   * answer.
   *
   * @throws IllegalStateException when Azurite is not installed, a port is in use, or it does not
   *     come up in time
   */
  public static Azurite start(List<String> accountNames, Options options) {
    if (accountNames.isEmpty()) {
      throw new IllegalArgumentException("Azurite needs at least one account name");
    }
    Map<String, String> keys = new LinkedHashMap<>();
    for (String name : accountNames) {
      if (!name.matches("[a-z0-9]{3,24}")) {
        throw new IllegalArgumentException(
            "'%s' is no storage account name: use 3 to 24 lower-case letters and digits"
                .formatted(name));
      }
      if (keys.put(name, randomKey()) != null) {
        throw new IllegalArgumentException("The account name '%s' is given twice".formatted(name));
      }
    }
    AzuriteProcess process = AzuriteProcess.launch(options, keys);
    try {
      return new Azurite(
          process, Collections.unmodifiableMap(keys), process.awaitReady(options.startTimeout()));
    } catch (RuntimeException e) {
      process.stop(STOP_TIMEOUT);
      throw e;
    }
  }

  private static String randomKey() {
    byte[] key = new byte[KEY_BYTES];
    RANDOM.nextBytes(key);
    return Base64.getEncoder().encodeToString(key);
  }

  /** The account's connection string for all three services. */
  public String connectionString(String account) {
    return connectionString(account, blobPort());
  }

  /** The account's connection string with another blob port, such as that of a proxy in front. */
  public String connectionString(String account, int blobPort) {
    return "DefaultEndpointsProtocol=http;AccountName=%s;AccountKey=%s;BlobEndpoint=%s;QueueEndpoint=%s;TableEndpoint=%s;"
        .formatted(
            account,
            accountKey(account),
            endpoint(blobPort, account),
            endpoint(queuePort(), account),
            endpoint(tablePort(), account));
  }

  private static String endpoint(int port, String account) {
    return "http://127.0.0.1:%d/%s".formatted(port, account);
  }

  /** The account's key in Base64. */
  public String accountKey(String account) {
    String key = keys.get(account);
    if (key == null) {
      throw new IllegalArgumentException(
          "Azurite was started without the account '%s', but with %s"
              .formatted(account, keys.keySet()));
    }
    return key;
  }

  /** The port of the blob service. */
  public int blobPort() {
    return ports.blob();
  }

  /** The port of the queue service. */
  public int queuePort() {
    return ports.queue();
  }

  /** The port of the table service. */
  public int tablePort() {
    return ports.table();
  }

  /** The process id of Azurite. */
  public long pid() {
    return process.pid();
  }

  /** Ends Azurite and forgets all it stored. */
  @Override
  public void close() {
    process.stop(STOP_TIMEOUT);
  }
}
