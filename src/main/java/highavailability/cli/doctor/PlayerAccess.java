package highavailability.cli.doctor;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import highavailability.cli.doctor.Finding.About;
import highavailability.http.HttpClients;
import highavailability.jobs.Redaction;
import highavailability.mediaservices.MediaServiceAdministration;
import highavailability.mediaservices.MediaServiceAdministration.StreamingEndpoint;
import highavailability.provisioning.StreamingHost;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Whether players get files, as Front Door's health probes see it. */
final class PlayerAccess {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final int OK = 200;

  private final HttpClient http = HttpClients.create(TIMEOUT, TIMEOUT, TIMEOUT);
  private final String probePath;

  /**
   * Asks for a file.
   *
   * @param probePath path of the file that every region has for probes
   */
  PlayerAccess(String probePath) {
    this.probePath = probePath;
  }

  /** Whether Front Door finds a region that has the file. */
  Finding ofFrontDoor(About about, String hostName) {
    return answer(
        about,
        hostName,
        "run msha init, which puts the file into every region; see that the streaming hosts of the"
            + " instances are Front Door's origins, with the health probe path "
            + probePath
            + ", and that setting FrontDoorHostName names it");
  }

  /** Whether an instance serves players, and has the file. */
  List<Finding> ofInstance(About about, MediaServiceAdministration instance) {
    List<StreamingEndpoint> all = instance.listStreamingEndpoints();
    List<StreamingEndpoint> running = all.stream().filter(StreamingEndpoint::isRunning).toList();
    if (running.isEmpty()) {
      String states =
          all.stream().map(e -> e.name() + " is " + e.state()).collect(Collectors.joining(", "));
      return List.of(
          about.problem(
              "no streaming endpoint runs" + (states.isEmpty() ? "" : " (" + states + ")"),
              "run msha init, or msha instances start-streaming " + instance.accountName()));
    }
    List<Finding> findings = new ArrayList<>();
    running.forEach(
        e ->
            findings.add(
                answer(
                    new About(about.area(), about.subject() + " endpoint " + e.name()),
                    e.hostName(),
                    "run msha init, which puts the file into every region")));
    return findings;
  }

  private Finding answer(About about, String hostName, String cure) {
    String url = new StreamingHost(hostName).urlOf(probePath);
    try (HttpResponse response =
        http.sendSync(new HttpRequest(HttpMethod.GET, url), Context.NONE)) {
      return response.getStatusCode() == OK
          ? about.ok(hostName + " serves the probe file")
          : about.problem(url + " answers " + response.getStatusCode() + " in place of 200", cure);
    } catch (RuntimeException e) {
      return about.problem(
          url + " does not answer: " + failure(e),
          "see that the host is up and reachable from here; else " + cure);
    }
  }

  /** What is at the bottom of a failure of the network. */
  private static String failure(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String message = root.getMessage() == null ? "" : ": " + root.getMessage();
    return Redaction.redact(root.getClass().getSimpleName() + message)
        .replaceAll("\\s+", " ")
        .strip();
  }
}
