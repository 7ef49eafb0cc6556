package highavailability.local;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpResponse;
import com.azure.core.management.AzureEnvironment;
import com.azure.core.management.profile.AzureProfile;
import com.azure.resourcemanager.mediaservices.MediaServicesManager;
import highavailability.emulator.ApiKeyAccess;
import highavailability.emulator.EmulatorOptions;
import highavailability.emulator.EncodingSpeed;
import highavailability.emulator.MediaServicesEmulator;
import highavailability.http.HttpClients;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import reactor.core.publisher.Mono;

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

  /** The region of a service that is compatible with Media Services, and knows API keys only. */
  static final String API_KEY_LOCATION = LOCATIONS.get(1);

  /** Short, so that every run renews some. */
  private static final Duration TOKEN_LIFETIME = Duration.ofSeconds(20);

  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private Regions() {}

  static String accountName(String location) {
    return "ams" + location;
  }

  static String storageAccountName(String location) {
    return "st" + location;
  }

  private static EmulatorOptions withApiKey(EmulatorOptions options) {
    return options
        .withApiKeyAccess(new ApiKeyAccess(UUID.randomUUID().toString(), TOKEN_LIFETIME))
        .withEventGridTopic(
            "/subscriptions/%s/resourceGroups/%s/providers/Microsoft.EventGrid/topics/evgt-%s"
                .formatted(SUBSCRIPTION_ID, RESOURCE_GROUP, options.location()));
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
        EmulatorOptions options =
            new EmulatorOptions(
                SUBSCRIPTION_ID,
                RESOURCE_GROUP,
                Regions.accountName(location),
                location,
                connectionString,
                port,
                speed);
        MediaServicesEmulator mediaServices =
            MediaServicesEmulator.start(
                location.equals(API_KEY_LOCATION) ? withApiKey(options) : options);
        return new Region(Regions.accountName(location), connectionString, mediaServices, storage);
      } catch (RuntimeException e) {
        storage.close();
        throw e;
      }
    }

    /** The region through the plain SDK, signed in past the API where it asks for that. */
    MediaServicesManager sdk() {
      AzureEnvironment environment =
          new AzureEnvironment(
              Map.of(
                  AzureEnvironment.Endpoint.RESOURCE_MANAGER.identifier(),
                  mediaServices.endpoint().toString()));
      return MediaServicesManager.authenticate(
          new HttpPipelineBuilder()
              .policies(this::sign)
              .httpClient(HttpClients.create(TIMEOUT, TIMEOUT, TIMEOUT))
              .build(),
          new AzureProfile(null, SUBSCRIPTION_ID, environment));
    }

    private Mono<HttpResponse> sign(HttpPipelineCallContext call, HttpPipelineNextPolicy next) {
      mediaServices
          .newToken()
          .ifPresent(
              token ->
                  call.getHttpRequest().setHeader(HttpHeaderName.AUTHORIZATION, "Bearer " + token));
      return next.process();
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
