package highavailability.app;

import com.azure.core.credential.TokenCredential;
import com.azure.identity.ManagedIdentityCredentialBuilder;
import java.util.Optional;

/** The identity that Azure gives the function app. */
public final class ManagedIdentity {
  private ManagedIdentity() {}

  /**
   * Signs in as the app.
   *
   * @param clientId of a user-assigned identity; empty for the system-assigned one
   */
  public static TokenCredential credential(Optional<String> clientId) {
    ManagedIdentityCredentialBuilder builder =
        new ManagedIdentityCredentialBuilder()
            .httpClient(AzureHttp.client(AzureHttp.TIMEOUT))
            .maxRetry(AzureHttp.MAX_RETRIES);
    clientId.ifPresent(builder::clientId);
    return builder.build();
  }
}
