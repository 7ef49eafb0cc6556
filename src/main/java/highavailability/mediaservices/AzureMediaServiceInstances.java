package highavailability.mediaservices;

import com.azure.core.credential.TokenCredential;
import com.azure.core.management.AzureEnvironment;
import com.azure.core.management.profile.AzureProfile;
import com.azure.resourcemanager.mediaservices.MediaServicesManager;
import com.azure.resourcemanager.mediaservices.fluent.AzureMediaServices;
import highavailability.jobs.Pause;
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
  private final Map<String, Account> accounts;

  /**
   * Makes a client for every instance; nothing is sent yet.
   *
   * @param configurations the instances
   * @param identity the app's managed identity; asked for instances that sign in with it
   * @param secrets looks a secret up by its name; asked for API keys
   * @param limits bounds every call
   * @param history records every call
   * @param pause waits for what an instance does in the background
   * @throws IllegalArgumentException naming the instance and the cure when a configuration cannot
   *     be used
   */
  public AzureMediaServiceInstances(
      List<MediaServiceInstanceConfiguration> configurations,
      TokenCredential identity,
      Function<String, String> secrets,
      MediaServiceCallLimits limits,
      MediaServiceCallHistory history,
      Pause pause,
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
        pause,
        clock);
  }

  AzureMediaServiceInstances(
      List<MediaServiceInstanceConfiguration> configurations,
      MediaServicesPipeline pipelines,
      Pause pause,
      Clock clock) {
    Map<String, Account> made = new LinkedHashMap<>();
    for (MediaServiceInstanceConfiguration configuration : configurations) {
      String name = configuration.accountName().toLowerCase(Locale.ROOT);
      if (made.put(name, account(configuration, pipelines, pause, clock)) != null) {
        throw new IllegalArgumentException(
            "AMSConfiguration has instance '" + name + "' twice; account names must differ.");
      }
    }
    this.accounts = Collections.unmodifiableMap(made);
  }

  private static Account account(
      MediaServiceInstanceConfiguration configuration,
      MediaServicesPipeline pipelines,
      Pause pause,
      Clock clock) {
    String endpoint = configuration.endpoint().toString().replaceFirst("/+$", "");
    AzureEnvironment environment =
        new AzureEnvironment(
            Map.of(AzureEnvironment.Endpoint.RESOURCE_MANAGER.identifier(), endpoint));
    AzureMediaServices client =
        MediaServicesManager.authenticate(
                pipelines.create(configuration),
                new AzureProfile(null, configuration.subscriptionId(), environment))
            .serviceClient();
    String name = configuration.accountName();
    InstanceCircuit circuit = new InstanceCircuit(name, clock);
    CallGuard guard = new CallGuard(name, circuit);
    return new Account(
        new AzureMediaServiceInstance(configuration, client, circuit, guard),
        new AzureMediaServiceAdministration(
            configuration, client, guard, new StreamingEndpointSwitch(guard, name, pause, clock)));
  }

  @Override
  public List<String> accountNames() {
    return List.copyOf(accounts.keySet());
  }

  @Override
  public MediaServiceInstance get(String accountName) {
    return account(accountName).instance();
  }

  @Override
  public MediaServiceAdministration administrationOf(String accountName) {
    return account(accountName).administration();
  }

  private Account account(String accountName) {
    return Optional.ofNullable(accounts.get(accountName.toLowerCase(Locale.ROOT)))
        .orElseThrow(() -> new UnknownInstanceException(accountName, accountNames()));
  }

  /** Both sides of one account; they share its client and its circuit. */
  private record Account(
      MediaServiceInstance instance, MediaServiceAdministration administration) {}
}
