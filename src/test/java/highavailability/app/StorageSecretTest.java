package highavailability.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import highavailability.app.StorageSecret.Service;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StorageSecretTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "QUEUE | DefaultEndpointsProtocol=https;AccountName=a;AccountKey=a2V5;EndpointSuffix=core.windows.net",
        "TABLE | AccountName=a;AccountKey=a2V5;TableEndpoint=https://a.table.cosmos.azure.com:443/;",
        "BLOB  | AccountName=a;SharedAccessSignature=sv=1&sig=x",
        "BLOB  | BlobEndpoint=https://a.blob.core.windows.net;SharedAccessSignature=sv=1&sig=x",
        "QUEUE | UseDevelopmentStorage=true",
        "QUEUE | https://a.queue.core.windows.net",
        "TABLE | https://a.table.cosmos.azure.com:443/",
        "BLOB  | https://media.example.com/"
      })
  void a_connection_string_or_a_service_uri_is_accepted(Service service, String value) {
    assertEquals(Optional.empty(), StorageSecret.problemWith(value, service));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "QUEUE | classified                                | nor the https URI of the queue service",
        "QUEUE | AccountName=classified                    | is neither a connection string",
        "QUEUE | AccountKey=classified                     | AccountName with AccountKey",
        "QUEUE | AccountName=classified;AccountKey=        | AccountName with AccountKey",
        "QUEUE | AccountName=a;AccountKey=classified!       | not Base64; copy it again",
        "QUEUE | BlobEndpoint=https://a;SharedAccessSignature=classified | is neither",
        "TABLE | UseDevelopmentStorage=false               | is neither",
        "BLOB  | http://classified.blob.core.windows.net   | without https",
        "BLOB  | https://                                  | is not a legal URI",
        "BLOB  | https://classified .net                   | is not a legal URI",
        "BLOB  | https://a.blob.core.windows.net?sig=classified | put a SAS into a connection string",
        "QUEUE | https://classified.blob.core.windows.net  | must be the one for queues"
      })
  void anything_else_is_refused_without_showing_it(Service service, String value, String problem) {
    String found = StorageSecret.problemWith(value, service).orElseThrow();

    assertTrue(found.contains(problem), found);
    assertFalse(found.contains("classified"), found);
  }
}
