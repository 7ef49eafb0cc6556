package highavailability.app;

import com.azure.core.credential.TokenCredential;
import com.azure.identity.DefaultAzureCredentialBuilder;
import java.util.Optional;

/**
 * The person at the command line: whoever is signed in with a tool for Azure, such as {@code az
 * login}, or the managed identity of the machine.
 */
public final class OperatorIdentity {
  private OperatorIdentity() {}

  /** Signs in as the first identity that is found. */
  public static TokenCredential credential(Optional<String> clientId) {
    DefaultAzureCredentialBuilder builder =
        new DefaultAzureCredentialBuilder()
            .httpClient(AzureHttp.client(AzureHttp.TIMEOUT))
            .credentialProcessTimeout(AzureHttp.TIMEOUT);
    clientId.ifPresent(builder::managedIdentityClientId);
    return builder.build();
  }
}
