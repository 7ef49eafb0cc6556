package highavailability.azurestorage;

import com.azure.core.credential.TokenCredential;
import highavailability.local.SharedAzurite;
import java.util.function.Supplier;

/** Storage accounts of Azurite for the tests of this package. */
final class Azurites {
  static final Supplier<TokenCredential> NO_IDENTITY =
      () -> {
        throw new AssertionError("Azurite is reached by connection string");
      };

  private Azurites() {}

  static StorageTables newTables() {
    return StorageTables.connect(newSecret(), NO_IDENTITY);
  }

  static StorageSecret newSecret() {
    return new StorageSecret("Azurite", SharedAzurite.newConnectionString());
  }
}
