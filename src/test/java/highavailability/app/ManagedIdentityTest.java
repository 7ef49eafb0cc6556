package highavailability.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.azure.core.credential.TokenCredential;
import com.azure.identity.ManagedIdentityCredential;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ManagedIdentityTest {
  @Test
  void a_client_id_selects_a_user_assigned_identity() {
    assertEquals("an-identity", clientId(ManagedIdentity.credential(Optional.of("an-identity"))));
    assertNull(clientId(ManagedIdentity.credential(Optional.empty())));
  }

  private static String clientId(TokenCredential credential) {
    return ((ManagedIdentityCredential) credential).getClientId();
  }
}
