package highavailability.cli.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import highavailability.cli.doctor.Finding.About;
import highavailability.cli.doctor.Finding.Outcome;
import highavailability.mediaservices.MediaServiceAdministration.EventSubscription;
import highavailability.mediaservices.MediaServiceCallException;
import highavailability.mediaservices.MediaServiceInstanceConfiguration;
import highavailability.mediaservices.MediaServiceInstanceConfiguration.Authentication;
import highavailability.testing.FakeMediaServiceAdministration;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JobEventsCheckTest {
  private static final String FUNCTION =
      "AzureFunction /subscriptions/s/resourceGroups/g/providers/Microsoft.Web/sites/app/functions/joboutputstatusfunction";
  private static final String WEBHOOK = "WebHook https://app.test/runtime/webhooks/EventGrid";

  private final FakeMediaServiceAdministration instance =
      new FakeMediaServiceAdministration("amseast");

  @Test
  void a_function_and_a_webhook_may_both_lead_to_the_app() {
    there(new EventSubscription("one", FUNCTION, List.of(), "Succeeded"));
    assertEquals(Outcome.OK, look().outcome());

    there(new EventSubscription("one", WEBHOOK, List.of(), "Succeeded"));
    assertEquals("event subscription one leads to the app", look().detail());
  }

  @Test
  void without_one_that_leads_to_the_app_the_cure_makes_one() {
    there(new EventSubscription("other", "StorageQueue /subscriptions/x", List.of(), "Succeeded"));

    Finding finding = look();

    assertEquals(Outcome.PROBLEM, finding.outcome());
    assertEquals(
        "no event subscription leads to JobOutputStatusFunction; there is other (StorageQueue"
            + " /subscriptions/x)",
        finding.detail());
    assertTrue(
        finding
            .cure()
            .orElseThrow()
            .startsWith(
                "az eventgrid event-subscription create --name media-services-ha"
                    + " --source-resource-id /subscriptions/subscription/"));
  }

  @Test
  void event_types_that_are_held_back_are_named() {
    there(
        new EventSubscription(
            "one",
            FUNCTION,
            List.of(
                "Microsoft.Media.JobOutputScheduled",
                "Microsoft.Media.JobOutputProcessing",
                "Microsoft.Media.JobOutputFinished",
                "Microsoft.Media.JobOutputCanceling"),
            "Succeeded"));

    assertEquals(
        "event subscription one holds back Microsoft.Media.JobOutputErrored,"
            + " Microsoft.Media.JobOutputCanceled",
        look().detail());
  }

  @Test
  void the_event_of_every_change_does_without_those_of_each_state() {
    there(
        new EventSubscription(
            "one", FUNCTION, List.of("Microsoft.Media.JobOutputStateChange"), "Succeeded"));

    assertEquals(Outcome.OK, look().outcome());
  }

  @Test
  void a_subscription_that_event_grid_could_not_make_is_told() {
    there(new EventSubscription("one", FUNCTION, List.of(), "Failed"));

    assertEquals("event subscription one is Failed", look().detail());
    assertEquals(Outcome.PROBLEM, look().outcome());
  }

  @Test
  void a_service_that_does_not_tell_is_not_checked() {
    instance.setEventSubscriptions(Optional.empty());

    assertEquals(Outcome.NOT_CHECKED, look().outcome());
    assertTrue(look().cure().orElseThrow().contains("README"));
  }

  @Test
  void who_may_not_look_is_told_which_role_it_takes() {
    instance.fail("listEventSubscriptions", MediaServiceCallException.Outcome.REFUSED, 403);

    assertEquals(Outcome.NOT_CHECKED, look().outcome());
    assertTrue(look().cure().orElseThrow().contains("EventGrid EventSubscription Reader"));
  }

  private void there(EventSubscription... subscriptions) {
    instance.setEventSubscriptions(Optional.of(List.of(subscriptions)));
  }

  private Finding look() {
    return new JobEventsCheck(
            instance,
            new MediaServiceInstanceConfiguration(
                "subscription",
                "group",
                "amseast",
                URI.create("https://management.test"),
                Authentication.MANAGED_IDENTITY,
                Optional.empty(),
                Optional.empty()))
        .find(new About("instance amseast", "job events"));
  }
}
