package highavailability.azurestorage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.azure.data.tables.TableServiceClientBuilder;
import com.azure.data.tables.models.TableItem;
import java.util.List;
import org.junit.jupiter.api.Test;

class StorageTablesIT {

  @Test
  void all_tables_are_prepared_at_once_and_again() {
    StorageSecret secret = Azurites.newSecret();
    StorageTables tables = StorageTables.connect(secret, Azurites.NO_IDENTITY);
    List<String> all =
        List.of(
            "Job",
            "JobOutputStatus",
            "MediaServiceCallHistory",
            "MediaServiceInstanceHealth",
            "PoisonMessage");

    assertEquals(new Prepared(List.of(), all), tables.prepare());
    assertEquals(new Prepared(all, List.of()), tables.prepare());
    assertEquals(
        all,
        new TableServiceClientBuilder()
            .connectionString(secret.value()).buildClient().listTables().stream()
                .map(TableItem::getName)
                .sorted()
                .toList());
  }
}
