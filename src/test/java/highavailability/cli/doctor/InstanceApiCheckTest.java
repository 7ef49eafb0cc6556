package highavailability.cli.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import highavailability.cli.doctor.Finding.About;
import highavailability.cli.doctor.Finding.Outcome;
import highavailability.mediaservices.MediaServiceCallException;
import highavailability.mediaservices.MediaServiceInstanceConfiguration;
import highavailability.mediaservices.MediaServiceInstanceConfiguration.Authentication;
import highavailability.testing.FakeMediaServiceInstance;
import highavailability.testing.TestCluster;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InstanceApiCheckTest {
  private final FakeMediaServiceInstance instance = new FakeMediaServiceInstance("amseast");

  @Test
  void an_answer_is_well() {
    assertEquals(Outcome.OK, look(Authentication.MANAGED_IDENTITY).outcome());
  }

  @Test
  void no_answer_leads_to_the_endpoint() {
    assertTrue(
        cureOf(0, Authentication.API_KEY).startsWith("see that Endpoint https://management.test"));
  }

  @Test
  void a_refusal_asks_for_what_this_instance_is_signed_in_to_with() {
    assertTrue(
        cureOf(403, Authentication.MANAGED_IDENTITY).contains("the role Contributor at /sub"));
    assertTrue(cureOf(401, Authentication.API_KEY).contains("secret east-key"));
  }

  @Test
  void an_account_that_is_not_there_is_to_be_named_right() {
    assertTrue(cureOf(404, Authentication.API_KEY).contains("AccountName"));
  }

  private String cureOf(int status, Authentication authentication) {
    instance.fail("probe", MediaServiceCallException.Outcome.REFUSED, status);
    Finding finding = look(authentication);
    assertEquals(Outcome.PROBLEM, finding.outcome());
    return finding.cure().orElseThrow();
  }

  private Finding look(Authentication authentication) {
    return new InstanceApiCheck(
            instance,
            new MediaServiceInstanceConfiguration(
                "subscription",
                "group",
                "amseast",
                URI.create("https://management.test"),
                authentication,
                Optional.of("east-key"),
                Optional.empty()),
            new TestCluster().clock)
        .find(new About("instance amseast", "API"));
  }
}
