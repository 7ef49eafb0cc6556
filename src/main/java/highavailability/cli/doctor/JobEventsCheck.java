package highavailability.cli.doctor;

import highavailability.cli.command.FailureText;
import highavailability.cli.doctor.Finding.About;
import highavailability.mediaservices.MediaServiceAdministration;
import highavailability.mediaservices.MediaServiceAdministration.EventSubscription;
import highavailability.mediaservices.MediaServiceCallException;
import highavailability.mediaservices.MediaServiceInstanceConfiguration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether an instance's job events are sent to this app, as far as the instance tells. */
final class JobEventsCheck {
  private static final String FUNCTION = "JobOutputStatusFunction";

  /** The webhook of all functions; the query, which names the function, is not told. */
  private static final String WEBHOOK = "/runtime/webhooks/eventgrid";

  /** One event for every change of state: the others are the same, one type for each state. */
  private static final String STATE_CHANGE = "Microsoft.Media.JobOutputStateChange";

  private static final List<String> TYPES =
      List.of(
          "Microsoft.Media.JobOutputScheduled",
          "Microsoft.Media.JobOutputProcessing",
          "Microsoft.Media.JobOutputFinished",
          "Microsoft.Media.JobOutputErrored",
          "Microsoft.Media.JobOutputCanceling",
          "Microsoft.Media.JobOutputCanceled");

  private final MediaServiceAdministration instance;
  private final MediaServiceInstanceConfiguration configuration;

  JobEventsCheck(
      MediaServiceAdministration instance, MediaServiceInstanceConfiguration configuration) {
    this.instance = instance;
    this.configuration = configuration;
  }

  Finding find(About about) {
    Optional<List<EventSubscription>> told;
    try {
      told = instance.listEventSubscriptions();
    } catch (MediaServiceCallException e) {
      return about.notChecked(
          FailureText.of(e).get(0),
          "reading event subscriptions needs the role EventGrid EventSubscription Reader");
    }
    if (told.isEmpty()) {
      return about.notChecked(
          "the service does not tell of event subscriptions",
          "see that its Microsoft.Media.JobOutput* events go to "
              + FUNCTION
              + " (README); 'job"
              + " news' shows whether they arrive");
    }
    List<EventSubscription> ours =
        told.get().stream().filter(JobEventsCheck::leadsToTheApp).toList();
    if (ours.isEmpty()) {
      return about.problem(
          "no event subscription leads to " + FUNCTION + others(told.get()), createCure());
    }
    List<EventSubscription> working =
        ours.stream().filter(s -> s.state().equalsIgnoreCase("Succeeded")).toList();
    if (working.isEmpty()) {
      return about.problem(
          ours.stream()
              .map(s -> "event subscription " + s.name() + " is " + s.state())
              .collect(Collectors.joining("; ")),
          "while the function app runs, delete and make it again: Event Grid asks "
              + FUNCTION
              + " whether it wants the events");
    }
    return missingTypes(about, working);
  }

  private static Finding missingTypes(About about, List<EventSubscription> working) {
    String names = working.stream().map(EventSubscription::name).collect(Collectors.joining(", "));
    List<String> missing =
        TYPES.stream()
            .filter(t -> working.stream().noneMatch(s -> letsThrough(s, t)))
            .filter(t -> working.stream().noneMatch(s -> letsThrough(s, STATE_CHANGE)))
            .toList();
    return missing.isEmpty()
        ? about.ok("event subscription " + names + " leads to the app")
        : about.problem(
            "event subscription " + names + " holds back " + String.join(", ", missing),
            "add them to the subscription's event types");
  }

  private static boolean letsThrough(EventSubscription subscription, String type) {
    return subscription.eventTypes().isEmpty()
        || subscription.eventTypes().stream()
            .anyMatch(t -> t.equalsIgnoreCase(type) || t.equalsIgnoreCase("All"));
  }

  private static boolean leadsToTheApp(EventSubscription subscription) {
    String destination = subscription.destination().toLowerCase(Locale.ROOT);
    return destination.contains(FUNCTION.toLowerCase(Locale.ROOT)) || destination.contains(WEBHOOK);
  }

  private static String others(List<EventSubscription> all) {
    return all.isEmpty()
        ? "; there is none at all"
        : "; there is "
            + all.stream()
                .map(s -> s.name() + " (" + s.destination() + ")")
                .collect(Collectors.joining(", "));
  }

  private String createCure() {
    return "az eventgrid event-subscription create --name media-services-ha --source-resource-id "
        + configuration.eventGridTopic().orElseGet(configuration::resourceId)
        + " --endpoint-type azurefunction --endpoint <function app's resource id>/functions/"
        + FUNCTION
        + " --included-event-types "
        + String.join(" ", TYPES);
  }
}
