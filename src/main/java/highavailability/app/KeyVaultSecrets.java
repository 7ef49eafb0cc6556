package highavailability.app;

import com.azure.core.credential.TokenCredential;
import com.azure.core.exception.ClientAuthenticationException;
import com.azure.core.exception.HttpResponseException;
import com.azure.core.exception.ResourceNotFoundException;
import com.azure.core.http.HttpClient;
import com.azure.security.keyvault.secrets.SecretClient;
import com.azure.security.keyvault.secrets.SecretClientBuilder;
import java.time.Duration;
import java.util.Optional;

/** Secrets in a Key Vault, read as the app's managed identity. */
public final class KeyVaultSecrets implements Secrets {
  private final String vaultName;
  private final SecretClient client;

  private KeyVaultSecrets(String vaultName, SecretClient client) {
    this.vaultName = vaultName;
    this.client = client;
  }

  /** Reads from a vault of the public cloud, at {@code https://<name>.vault.azure.net}. */
  public static KeyVaultSecrets in(String vaultName, TokenCredential credential) {
    return in(vaultName, credential, AzureHttp.client(AzureHttp.TIMEOUT), AzureHttp.RETRY_DELAY);
  }

  static KeyVaultSecrets in(
      String vaultName, TokenCredential credential, HttpClient httpClient, Duration retryDelay) {
    return new KeyVaultSecrets(
        vaultName,
        new SecretClientBuilder()
            .vaultUrl("https://" + vaultName + ".vault.azure.net")
            .credential(credential)
            .httpClient(httpClient)
            .retryOptions(AzureHttp.retries(retryDelay))
            .buildClient());
  }

  @Override
  public Optional<String> find(String name) {
    try {
      return Optional.ofNullable(client.getSecret(name).getValue())
          .map(String::strip)
          .filter(v -> !v.isEmpty());
    } catch (ResourceNotFoundException e) {
      return Optional.empty();
    } catch (ClientAuthenticationException e) {
      throw failure(
          name, "the app's managed identity got no access; see that it is switched on", e);
    } catch (HttpResponseException e) {
      int status = e.getResponse().getStatusCode();
      throw failure(
          name,
          status == 403
              ? "the vault answered 403; give the app's managed identity the role Key Vault Secrets"
                  + " User, let its network in, and see that the secret is enabled"
              : "the vault answered " + status,
          e);
    } catch (RuntimeException e) {
      // Only the kind of the failure: the text of one from reading an answer may quote the answer.
      throw failure(name, "no usable answer (" + root(e).getClass().getSimpleName() + ")", e);
    }
  }

  @Override
  public String place(String name) {
    return "secret " + name + " in Key Vault " + vaultName;
  }

  private SecretAccessException failure(String name, String reason, Exception cause) {
    return new SecretAccessException("Cannot read " + place(name) + ": " + reason + ".", cause);
  }

  private static Throwable root(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }
}
