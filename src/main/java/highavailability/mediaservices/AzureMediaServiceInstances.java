package highavailability.mediaservices;

import com.azure.core.credential.TokenCredential;
import com.azure.core.management.AzureEnvironment;
import com.azure.core.management.profile.AzureProfile;
import com.azure.resourcemanager.mediaservices.MediaServicesManager;
import java.time.Clock;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The instances of {@code AMSConfiguration} over the Media Services SDK. Each has a client of its
 * own with its own endpoint, subscription and way to sign in; they share connections only.
 */
public final class AzureMediaServiceInstances
    implements MediaServiceInstances, MediaServiceAdministrations {
  private final Map<String, MediaServiceInstance> instances;

  /**
   * Makes a client for every instance; nothing is sent yet.
   *
   * @param configurations the instances
   * @param identity the app's managed identity; asked for instances that sign in with it
   * @param secrets looks a secret up by its name; asked for API keys
   * @param limits bounds every call
   * @param history records every call
   * @throws IllegalArgumentException naming the instance and the cure when a configuration cannot
   *     be used
   */
  public AzureMediaServiceInstances(
      List<MediaServiceInstanceConfiguration> configurations,
      TokenCredential identity,
      Function<String, String> secrets,
      MediaServiceCallLimits limits,
      MediaServiceCallHistory history,
      Clock clock) {
    this(
        configurations,
        new MediaServicesPipeline(
            MediaServicesPipeline.httpClient(limits),
            identity,
            secrets,
            limits,
            history::record,
            clock),
        clock);
  }

  AzureMediaServiceInstances(
      List<MediaServiceInstanceConfiguration> configurations,
      MediaServicesPipeline pipelines,
      Clock clock) {
    Map<String, MediaServiceInstance> made = new LinkedHashMap<>();
    for (MediaServiceInstanceConfiguration configuration : configurations) {
      String name = configuration.accountName().toLowerCase(Locale.ROOT);
      if (made.put(name, instance(configuration, pipelines, clock)) != null) {
        throw new IllegalArgumentException(
            "AMSConfiguration has instance '" + name + "' twice; account names must differ.");
      }
    }
    this.instances = Collections.unmodifiableMap(made);
  }

  private static MediaServiceInstance instance(
      MediaServiceInstanceConfiguration configuration,
      MediaServicesPipeline pipelines,
      Clock clock) {
    String endpoint = configuration.endpoint().toString().replaceFirst("/+$", "");
    AzureEnvironment environment =
        new AzureEnvironment(
            Map.of(AzureEnvironment.Endpoint.RESOURCE_MANAGER.identifier(), endpoint));
    return new AzureMediaServiceInstance(
        configuration.resourceGroup(),
        configuration.accountName(),
        MediaServicesManager.authenticate(
                pipelines.create(configuration),
                new AzureProfile(null, configuration.subscriptionId(), environment))
            .serviceClient(),
        clock);
  }

  @Override
  public List<String> accountNames() {
    return List.copyOf(instances.keySet());
  }

  @Override
  public MediaServiceInstance get(String accountName) {
    return Optional.ofNullable(instances.get(accountName.toLowerCase(Locale.ROOT)))
        .orElseThrow(() -> new UnknownInstanceException(accountName, accountNames()));
  }

  @Override
  public MediaServiceAdministration administrationOf(String accountName) {
    throw new UnsupportedOperationException("under construction");
  }
}
