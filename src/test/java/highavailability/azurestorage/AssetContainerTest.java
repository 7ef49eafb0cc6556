package highavailability.azurestorage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.spy;

import com.azure.core.credential.TokenCredential;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.models.UserDelegationKey;
import highavailability.jobs.AssetDataCopier.Container;
import highavailability.jobs.AssetDataException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class AssetContainerTest {
  private static final Clock CLOCK = Clock.fixed(TestJobs.NOW, ZoneOffset.UTC);
  private static final OffsetDateTime NOW = TestJobs.NOW.atOffset(ZoneOffset.UTC);
  private static final Supplier<TokenCredential> IDENTITY = () -> request -> Mono.empty();
  private static final Container CONTAINER = new Container("amseast", "asset-1");

  @Test
  void an_account_key_signs_for_reading_a_container_over_https_for_four_hours() {
    BlobServiceClient service =
        service(
            "DefaultEndpointsProtocol=https;AccountName=account;AccountKey=c2VjcmV0;EndpointSuffix=core.windows.net");
    String sas = new AssetContainer(CONTAINER, service, false).readSas(CLOCK);
    assertReadsTheContainerForFourHours(sas);
  }

  @Test
  void an_identity_signs_with_a_user_delegation_key_that_is_valid_already() {
    BlobServiceClient service = spy(service("https://account.blob.core.windows.net"));
    doReturn(
            new UserDelegationKey()
                .setSignedObjectId("object")
                .setSignedTenantId("tenant")
                .setSignedStart(NOW.minusMinutes(5))
                .setSignedExpiry(NOW.plusHours(4))
                .setSignedService("b")
                .setSignedVersion("2024-11-04")
                .setValue("c2VjcmV0"))
        .when(service)
        .getUserDelegationKey(NOW.minusMinutes(5), NOW.plusHours(4));
    String sas = new AssetContainer(CONTAINER, service, true).readSas(CLOCK);
    assertReadsTheContainerForFourHours(sas);
    assertTrue(sas.contains("skoid=object"), sas);
  }

  @Test
  void a_failure_names_the_container_and_no_signature() {
    BlobServiceClient service = spy(service("https://account.blob.core.windows.net"));
    doThrow(new IllegalStateException("GET https://x/?sig=abc%2Fdef was\nrefused"))
        .when(service)
        .getUserDelegationKey(any(), any());
    AssetContainer container = new AssetContainer(CONTAINER, service, true);
    AssetDataException failure =
        assertThrows(AssetDataException.class, () -> container.readSas(CLOCK));
    assertEquals(
        "Container asset-1 of amseast cannot be shared for reading: IllegalStateException: GET https://x/?REDACTED was refused",
        failure.getMessage());
    assertEquals(null, failure.getCause());
  }

  private static void assertReadsTheContainerForFourHours(String sas) {
    assertTrue(sas.contains("sp=r&"), sas);
    assertTrue(sas.contains("sr=c&"), sas);
    assertTrue(sas.contains("spr=https&"), sas);
    assertTrue(sas.contains("se=2026-03-01T14%3A00%3A00Z"), sas);
    assertFalse(sas.contains("c2VjcmV0"), sas);
  }

  private static BlobServiceClient service(String secret) {
    return StorageClients.blobs(new StorageSecret("TheSecret", secret), IDENTITY);
  }
}
