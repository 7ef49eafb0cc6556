package highavailability.local;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * The one {@link Azurite} of a test JVM, started when it is first needed. It ends with the JVM,
 * since its process does.
 *
 * <p>The app's queues and tables have fixed names, so tests that run side by side are kept apart by
 * account: ask for one per test class, or per test where a test wants an account without a past.
 */
public final class SharedAzurite {
  private static final int ACCOUNTS = 256;
  private static final AtomicInteger TAKEN = new AtomicInteger();

  private SharedAzurite() {}

  /** The connection string of an empty storage account that nobody else in this JVM gets. */
  public static String newConnectionString() {
    return Instance.AZURITE.connectionString(newAccount());
  }

  /** The name of an empty storage account that nobody else in this JVM gets. */
  public static String newAccount() {
    int number = TAKEN.getAndIncrement();
    if (number >= ACCOUNTS) {
      throw new IllegalStateException(
          "All %d accounts of the shared Azurite are taken: ask for fewer, or raise ACCOUNTS"
              .formatted(ACCOUNTS));
    }
    return name(number);
  }

  /** The running Azurite itself. */
  public static Azurite azurite() {
    return Instance.AZURITE;
  }

  private static String name(int number) {
    return "shared%03d".formatted(number);
  }

  /** Loaded, and so started, at the first use only. */
  private static final class Instance {
    static final Azurite AZURITE = Azurite.start(accountNames());

    private static List<String> accountNames() {
      return IntStream.range(0, ACCOUNTS).mapToObj(SharedAzurite::name).toList();
    }
  }
}
