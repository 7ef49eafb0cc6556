package highavailability.cli.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import highavailability.app.AppSettings.Streaming;
import highavailability.cli.doctor.Finding.About;
import highavailability.cli.doctor.Finding.Outcome;
import highavailability.mediaservices.MediaServiceAdministration.ClearKeyOption;
import highavailability.mediaservices.MediaServiceAdministration.ContentKeyPolicy;
import highavailability.testing.FakeMediaServiceAdministration;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ContentKeyPolicyCheckTest {
  private static final byte[] KEY =
      "01234567890123456789012345678901".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] OTHER_KEY =
      "the-other-key-the-other-key-the-".getBytes(StandardCharsets.US_ASCII);

  private final FakeMediaServiceAdministration instance =
      new FakeMediaServiceAdministration("amseast");

  @Test
  void a_policy_that_takes_the_apps_tokens_is_well() {
    instance.createOrUpdateContentKeyPolicy("policy", new ClearKeyOption("us", "them", KEY));

    assertEquals(Outcome.OK, look().outcome());
  }

  @Test
  void a_policy_that_is_not_there_is_made_by_init() {
    assertEquals("policy policy does not exist", look().detail());
    assertEquals(Optional.of("run msha init"), look().cure());
  }

  @Test
  void every_difference_is_named_but_never_a_key() {
    instance.createOrUpdateContentKeyPolicy(
        "policy", new ClearKeyOption("someone", "all", OTHER_KEY));

    Finding finding = look();

    assertEquals(Outcome.PROBLEM, finding.outcome());
    assertEquals(
        "policy policy refuses the app's tokens: its issuer is 'someone', and setting TokenIssuer is"
            + " 'us'; its audience is 'all', and setting TokenAudience is 'them'; its verification"
            + " key is not secret ClearKeyStreamingKey",
        finding.detail());
    assertFalse(finding.toString().contains("the-other-key"));
  }

  @Test
  void a_policy_of_another_kind_is_told() {
    instance.put("policy", new ContentKeyPolicy(Optional.empty()));

    assertEquals(
        "policy policy is not one clear-key option for tokens of one symmetric key",
        look().detail());
  }

  private Finding look() {
    return new ContentKeyPolicyCheck(instance, new Streaming("host", "policy", "us", "them"), KEY)
        .find(new About("instance amseast", "content key policy"));
  }
}
