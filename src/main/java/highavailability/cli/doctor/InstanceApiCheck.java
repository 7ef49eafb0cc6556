package highavailability.cli.doctor;

import highavailability.cli.command.FailureText;
import highavailability.cli.doctor.Finding.About;
import highavailability.mediaservices.MediaServiceCallException;
import highavailability.mediaservices.MediaServiceInstance;
import highavailability.mediaservices.MediaServiceInstanceConfiguration;
import highavailability.mediaservices.MediaServiceInstanceConfiguration.Authentication;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Whether an instance answers, and lets in whoever asks. */
final class InstanceApiCheck {
  private static final String CONFIGURATION = " in secret AMSConfiguration";

  private final MediaServiceInstance instance;
  private final MediaServiceInstanceConfiguration configuration;
  private final Clock clock;

  InstanceApiCheck(
      MediaServiceInstance instance, MediaServiceInstanceConfiguration configuration, Clock clock) {
    this.instance = instance;
    this.configuration = configuration;
    this.clock = clock;
  }

  Finding find(About about) {
    Instant begun = clock.instant();
    try {
      instance.probe();
    } catch (MediaServiceCallException e) {
      return about.problem(FailureText.of(e).get(0), cure(e.status().orElse(0)));
    }
    return about.ok("answers after " + Duration.between(begun, clock.instant()).toMillis() + " ms");
  }

  private String cure(int status) {
    boolean apiKey = configuration.authentication() == Authentication.API_KEY;
    String signIn =
        apiKey
            ? "put a valid API key into secret " + configuration.apiKeySecretName().orElse("")
            : "sign in (az login), and give the identity the role Contributor at "
                + configuration.resourceId();
    return switch (status) {
      case 0 ->
          "see that Endpoint "
              + configuration.endpoint()
              + CONFIGURATION
              + " is right and reachable from here, and the region up"
              + (needsSignIn() ? "; when there is no token, sign in (az login)" : "");
      case 401, 403 -> signIn;
      case 404 ->
          "correct SubscriptionId, ResourceGroup and AccountName"
              + CONFIGURATION
              + ", or make the account";
      default -> "see the service's status for this region; other instances get its jobs meanwhile";
    };
  }

  /** An identity's token is sent over https only. */
  private boolean needsSignIn() {
    return configuration.authentication() == Authentication.MANAGED_IDENTITY
        && "https".equalsIgnoreCase(configuration.endpoint().getScheme());
  }
}
