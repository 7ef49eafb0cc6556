package highavailability.mediaservices;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.policy.BearerTokenAuthenticationPolicy;
import java.net.URI;
import java.util.OptionalInt;
import reactor.core.publisher.Mono;

/** Signs calls with the token of the app's identity; over https only. */
final class IdentityTokenPolicy extends BearerTokenAuthenticationPolicy {
  IdentityTokenPolicy(TokenCredential identity, URI endpoint) {
    super(identity, scope(endpoint));
  }

  private static String scope(URI endpoint) {
    return endpoint.getScheme() + "://" + endpoint.getRawAuthority() + "/.default";
  }

  @Override
  public Mono<Void> authorizeRequest(HttpPipelineCallContext context) {
    return super.authorizeRequest(context)
        .onErrorMap(
            e ->
                new CallNotSentException(
                    "no token of the app's identity: " + ErrorText.of(e), OptionalInt.empty(), e));
  }
}
