package highavailability.app;

import com.azure.core.credential.TokenCredential;
import java.util.Optional;

/** Who signs in to Azure: the app, or the person who operates it. */
@FunctionalInterface
public interface Identity {
  /**
   * Signs in; nothing is called yet.
   *
   * @param clientId of a user-assigned managed identity; empty for the system-assigned one
   */
  TokenCredential credential(Optional<String> clientId);
}
