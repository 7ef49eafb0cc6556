package highavailability.cli.doctor;

import highavailability.app.AppSettings.Streaming;
import highavailability.cli.doctor.Finding.About;
import highavailability.mediaservices.MediaServiceAdministration;
import highavailability.mediaservices.MediaServiceAdministration.ClearKeyOption;
import highavailability.mediaservices.MediaServiceAdministration.ContentKeyPolicy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Whether an instance gives keys to players with this app's tokens. */
final class ContentKeyPolicyCheck {
  private static final String CURE =
      "run msha init --update, which replaces the policy; or correct the app's setting";

  private final MediaServiceAdministration instance;
  private final Streaming settings;
  private final ClearKeyOption wanted;

  /**
   * Takes what the app signs tokens with.
   *
   * @param key secret {@code ClearKeyStreamingKey}
   */
  ContentKeyPolicyCheck(MediaServiceAdministration instance, Streaming settings, byte[] key) {
    this.instance = instance;
    this.settings = settings;
    this.wanted = new ClearKeyOption(settings.tokenIssuer(), settings.tokenAudience(), key);
  }

  Finding find(About about) {
    String name = "policy " + settings.contentKeyPolicyName();
    Optional<ContentKeyPolicy> policy =
        instance.findContentKeyPolicy(settings.contentKeyPolicyName());
    if (policy.isEmpty()) {
      return about.problem(name + " does not exist", "run msha init");
    }
    if (policy.get().clearKey().isEmpty()) {
      return about.problem(
          name + " is not one clear-key option for tokens of one symmetric key", CURE);
    }
    List<String> differences = differences(policy.get().clearKey().get());
    return differences.isEmpty()
        ? about.ok(name + " takes the app's tokens")
        : about.problem(
            name + " refuses the app's tokens: " + String.join("; ", differences), CURE);
  }

  private List<String> differences(ClearKeyOption there) {
    List<String> differences = new ArrayList<>();
    if (!there.issuer().equals(wanted.issuer())) {
      differences.add(difference("issuer", there.issuer(), "TokenIssuer", wanted.issuer()));
    }
    if (!there.audience().equals(wanted.audience())) {
      differences.add(difference("audience", there.audience(), "TokenAudience", wanted.audience()));
    }
    if (!Arrays.equals(there.verificationKey(), wanted.verificationKey())) {
      differences.add("its verification key is not secret ClearKeyStreamingKey");
    }
    return differences;
  }

  private static String difference(String what, String there, String setting, String here) {
    return "its %s is '%s', and setting %s is '%s'".formatted(what, there, setting, here);
  }
}
