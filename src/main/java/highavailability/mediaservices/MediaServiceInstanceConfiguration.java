package highavailability.mediaservices;

import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/**
 * One instance, as the secret {@code AMSConfiguration} describes it.
 *
 * @param subscriptionId the Azure subscription, or what the compatible service calls so
 * @param resourceGroup the resource group
 * @param accountName the account, in lower case
 * @param endpoint where the Media Services v3 API is served; plain http for loopback hosts only
 * @param authentication how the app signs in
 * @param apiKeySecretName the secret that holds the API key, for {@link Authentication#API_KEY}
 * @param eventGridTopic the topic whose events belong to this instance, where it is not the
 *     account's own resource id
 */
public record MediaServiceInstanceConfiguration(
    String subscriptionId,
    String resourceGroup,
    String accountName,
    URI endpoint,
    Authentication authentication,
    Optional<String> apiKeySecretName,
    Optional<String> eventGridTopic) {

  /** How the app signs in at an instance. */
  public enum Authentication {
    /** With the token of the app's managed identity. */
    MANAGED_IDENTITY,
    /** With a token that the instance gives for an API key. */
    API_KEY
  }

  /** Rejects nulls. */
  public MediaServiceInstanceConfiguration {
    Objects.requireNonNull(subscriptionId, "subscriptionId");
    Objects.requireNonNull(resourceGroup, "resourceGroup");
    Objects.requireNonNull(accountName, "accountName");
    Objects.requireNonNull(endpoint, "endpoint");
    Objects.requireNonNull(authentication, "authentication");
    Objects.requireNonNull(apiKeySecretName, "apiKeySecretName");
    Objects.requireNonNull(eventGridTopic, "eventGridTopic");
  }

  /** The account's resource id, as Azure writes it. */
  public String resourceId() {
    return "/subscriptions/"
        + subscriptionId
        + "/resourceGroups/"
        + resourceGroup
        + "/providers/Microsoft.Media/mediaservices/"
        + accountName;
  }
}
