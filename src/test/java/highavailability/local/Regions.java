package highavailability.local;

import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.management.AzureEnvironment;
import com.azure.core.management.profile.AzureProfile;
import com.azure.resourcemanager.mediaservices.MediaServicesManager;
import highavailability.emulator.EmulatorOptions;
import highavailability.emulator.EncodingSpeed;
import highavailability.emulator.MediaServicesEmulator;
import highavailability.http.HttpClients;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The emulated regions: what they are called, and what belongs to each. */
final class Regions {
  static final List<String> LOCATIONS =
      List.of(
          "eastus",
          "westeurope",
          "southeastasia",
          "westus2",
          "northeurope",
          "japaneast",
          "brazilsouth",
          "australiaeast");

  static final String SUBSCRIPTION_ID = "00000000-0000-0000-0000-000000000001";
  static final String RESOURCE_GROUP = "local";

  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private Regions() {}

  static String accountName(String location) {
    return "ams" + location;
  }

  static String storageAccountName(String location) {
    return "st" + location;
  }

  /**
   * One region: a Media Services account with a storage account that can be cut off alone.
   *
   * @param accountName the Media Services account
   * @param storageConnectionString of the region's storage account, through the proxy
   */
  record Region(
      String accountName,
      String storageConnectionString,
      MediaServicesEmulator mediaServices,
      StorageProxy storage)
      implements AutoCloseable {

    static Region start(String location, Azurite azurite, EncodingSpeed speed, int port) {
      StorageProxy storage = StorageProxy.start(azurite.blobPort());
      String connectionString =
          azurite.connectionString(storageAccountName(location), storage.port());
      try {
        MediaServicesEmulator mediaServices =
            MediaServicesEmulator.start(
                new EmulatorOptions(
                    SUBSCRIPTION_ID,
                    RESOURCE_GROUP,
                    Regions.accountName(location),
                    location,
                    connectionString,
                    port,
                    speed));
        return new Region(Regions.accountName(location), connectionString, mediaServices, storage);
      } catch (RuntimeException e) {
        storage.close();
        throw e;
      }
    }

    /** The region through the plain SDK, without a token: the emulator is on this machine. */
    MediaServicesManager sdk() {
      AzureEnvironment environment =
          new AzureEnvironment(
              Map.of(
                  AzureEnvironment.Endpoint.RESOURCE_MANAGER.identifier(),
                  mediaServices.endpoint().toString()));
      return MediaServicesManager.authenticate(
          new HttpPipelineBuilder()
              .httpClient(HttpClients.create(TIMEOUT, TIMEOUT, TIMEOUT))
              .build(),
          new AzureProfile(null, SUBSCRIPTION_ID, environment));
    }

    /** What goes wrong in this region, its storage included. */
    RegionFaults faults() {
      return new RegionFaults(accountName, mediaServices.faults(), storage);
    }

    @Override
    public void close() {
      mediaServices.close();
      storage.close();
    }
  }
}
