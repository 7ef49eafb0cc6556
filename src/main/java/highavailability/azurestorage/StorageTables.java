package highavailability.azurestorage;

import com.azure.core.credential.TokenCredential;
import com.azure.data.tables.TableServiceClient;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The app's tables in one storage account or Cosmos DB account. */
public final class StorageTables {
  static final String JOB = "Job";
  static final String JOB_OUTPUT_STATUS = "JobOutputStatus";
  static final String MEDIA_SERVICE_CALL_HISTORY = "MediaServiceCallHistory";
  static final String MEDIA_SERVICE_INSTANCE_HEALTH = "MediaServiceInstanceHealth";
  static final String POISON_MESSAGE = "PoisonMessage";

  /** All of them. */
  public static final List<String> NAMES =
      List.of(
          JOB,
          JOB_OUTPUT_STATUS,
          MEDIA_SERVICE_CALL_HISTORY,
          MEDIA_SERVICE_INSTANCE_HEALTH,
          POISON_MESSAGE);

  private final Map<String, Table> tables;

  StorageTables(TableServiceClient service) {
    this.tables =
        NAMES.stream()
            .collect(Collectors.toUnmodifiableMap(Function.identity(), n -> new Table(service, n)));
  }

  /**
   * The tables behind a secret; nothing is called yet.
   *
   * @param credential asked for only when the secret is a service URI
   * @throws IllegalArgumentException when the secret is of no use
   */
  public static StorageTables connect(StorageSecret secret, Supplier<TokenCredential> credential) {
    return new StorageTables(StorageClients.tables(secret, credential));
  }

  /** Creates all tables that are missing. The first write to each would do so as well. */
  public Prepared prepare() {
    Map<Boolean, List<String>> isNew =
        NAMES.stream()
            .collect(Collectors.partitioningBy(name -> tables.get(name).createIfMissing()));
    return new Prepared(isNew.get(false), isNew.get(true));
  }

  Table table(String name) {
    return tables.get(name);
  }
}
