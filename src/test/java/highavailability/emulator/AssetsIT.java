package highavailability.emulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.azure.core.management.exception.ManagementException;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.resourcemanager.mediaservices.models.Asset;
import com.azure.resourcemanager.mediaservices.models.AssetContainerPermission;
import com.azure.resourcemanager.mediaservices.models.ListContainerSasInput;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobContainerClientBuilder;
import com.azure.storage.blob.models.BlobStorageException;
import highavailability.emulator.EmulatedRegion.Answer;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AssetsIT {

  private static final String VERSION = "api-version=2022-08-01";

  private EmulatedRegion region;

  @BeforeEach
  void start() {
    region = new EmulatedRegion(options -> options.withPageSize(2));
  }

  @AfterEach
  void stop() {
    region.close();
  }

  @Test
  void a_new_asset_gets_a_container_of_its_own() {
    Asset asset =
        region
            .sdk
            .assets()
            .define("Output 1")
            .withExistingMediaService(region.group, region.account)
            .withAlternateId("alternate")
            .withDescription("described")
            .create();

    assertEquals("asset-" + asset.assetId(), asset.container());
    assertEquals(region.storageAccount(), asset.storageAccountName());
    assertEquals("alternate", asset.alternateId());
    assertEquals(region.emulator.accountResourceId() + "/assets/Output 1", asset.id());
    assertTrue(region.containerOf("Output 1").exists());
  }

  @Test
  void a_given_container_is_honoured() {
    String container = "own-" + UUID.randomUUID();

    region
        .sdk
        .assets()
        .define("a")
        .withExistingMediaService(region.group, region.account)
        .withContainer(container)
        .create();

    assertEquals(container, region.containerOf("a").getBlobContainerName());
    assertTrue(region.containerOf("a").exists());
  }

  @Test
  void creating_an_asset_again_updates_it_and_keeps_its_container() {
    Answer first = region.call("PUT", "/assets/a", VERSION, "{\"properties\":{}}");
    Answer second =
        region.call("PUT", "/assets/A", VERSION, "{\"properties\":{\"description\":\"new\"}}");

    assertEquals(201, first.status());
    assertEquals(200, second.status());
    assertEquals("new", second.json().at("/properties/description").asText());
    assertEquals("a", second.json().path("name").asText());
    assertEquals(
        first.json().at("/properties/container"), second.json().at("/properties/container"));
  }

  @Test
  void an_asset_can_be_changed_in_part() {
    region.createAsset("a");

    region
        .sdk
        .assets()
        .get(region.group, region.account, "a")
        .update()
        .withAlternateId("other")
        .apply();

    assertEquals("other", region.sdk.assets().get(region.group, region.account, "a").alternateId());
  }

  @Test
  void a_deleted_asset_takes_its_container_along() {
    region.createAsset("a");
    BlobContainerClient container = region.containerOf("a");

    region.sdk.assets().delete(region.group, region.account, "a");

    assertFalse(container.exists());
    assertEquals(404, region.call("GET", "/assets/a", VERSION, "").status());
    assertEquals(204, region.call("DELETE", "/assets/a", VERSION, "").status());
  }

  @Test
  void all_pages_together_list_every_asset_once() {
    List.of("e", "a", "d", "b", "c").forEach(region::createAsset);

    List<String> names =
        region.sdk.assets().list(region.group, region.account).stream().map(Asset::name).toList();

    assertEquals(List.of("a", "b", "c", "d", "e"), names);
  }

  @Test
  void a_list_can_be_cut_filtered_and_ordered() {
    List.of("e", "a", "d", "b", "c").forEach(region::createAsset);

    List<String> names =
        region
            .sdk
            .assets()
            .list(region.group, region.account, "name gt 'a'", 3, "name desc", Context.NONE)
            .stream()
            .map(Asset::name)
            .toList();

    assertEquals(List.of("e", "d", "c"), names);
  }

  @Test
  void a_storage_account_that_is_gone_is_a_server_error() {
    String dead =
        "DefaultEndpointsProtocol=http;AccountName=gone;AccountKey=a2V5;"
            + "BlobEndpoint=http://127.0.0.1:1/gone;";
    EmulatorOptions options = EmulatorOptions.of("amsgone", dead);
    try (MediaServicesEmulator emulator = MediaServicesEmulator.start(options)) {
      Answer answer =
          region.callUrl(
              "PUT",
              emulator.endpoint() + emulator.accountResourceId() + "/assets/a?" + VERSION,
              "{}");

      assertEquals(500, answer.status());
      assertEquals("InternalServerError", answer.errorCode());
    }
  }

  @Test
  void a_read_sas_reads_and_lists_but_does_not_write() {
    region.createAsset("a");
    region.containerOf("a").getBlobClient("file").upload(BinaryData.fromString("content"));

    BlobContainerClient reader = sas(AssetContainerPermission.READ);

    assertEquals("content", reader.getBlobClient("file").downloadContent().toString());
    assertEquals(1, reader.listBlobs().stream().count());
    assertThrows(
        BlobStorageException.class,
        () -> reader.getBlobClient("other").upload(BinaryData.fromString("x")));
  }

  @Test
  void a_write_sas_writes_but_does_not_delete() {
    region.createAsset("a");

    BlobContainerClient writer = sas(AssetContainerPermission.READ_WRITE);
    writer.getBlobClient("file").upload(BinaryData.fromString("content"));

    assertTrue(region.containerOf("a").getBlobClient("file").exists());
    assertThrows(BlobStorageException.class, () -> writer.getBlobClient("file").delete());
  }

  @Test
  void a_delete_sas_deletes() {
    region.createAsset("a");
    region.containerOf("a").getBlobClient("file").upload(BinaryData.fromString("content"));

    sas(AssetContainerPermission.READ_WRITE_DELETE).getBlobClient("file").delete();

    assertFalse(region.containerOf("a").getBlobClient("file").exists());
  }

  @Test
  void a_sas_for_more_than_a_day_is_refused() {
    region.createAsset("a");
    ListContainerSasInput tooLong =
        new ListContainerSasInput()
            .withPermissions(AssetContainerPermission.READ)
            .withExpiryTime(OffsetDateTime.now().plusDays(2));

    ManagementException refusal =
        assertThrows(
            ManagementException.class,
            () -> region.sdk.assets().listContainerSas(region.group, region.account, "a", tooLong));

    assertEquals(400, refusal.getResponse().getStatusCode());
  }

  private BlobContainerClient sas(AssetContainerPermission permission) {
    String url =
        region
            .sdk
            .assets()
            .listContainerSas(
                region.group,
                region.account,
                "a",
                new ListContainerSasInput()
                    .withPermissions(permission)
                    .withExpiryTime(OffsetDateTime.now().plusHours(1)))
            .assetContainerSasUrls()
            .get(0);
    return new BlobContainerClientBuilder().endpoint(url).buildClient();
  }
}
