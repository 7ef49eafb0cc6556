package highavailability.cli.setup;

import com.fasterxml.jackson.databind.JsonNode;
import highavailability.cli.command.CommandFailedException;
import highavailability.cli.command.FailureText;
import highavailability.cli.setup.SetupItem.Outcome;
import highavailability.mediaservices.MediaServiceAdministration;
import highavailability.mediaservices.MediaServiceAdministration.ClearKeyOption;
import highavailability.mediaservices.MediaServiceAdministration.StreamingEndpoint;
import highavailability.mediaservices.MediaServiceInstance;
import highavailability.mediaservices.TransformProperties;
import highavailability.provisioning.HealthProbe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Makes in one instance what jobs and players need; what is there as wanted is left alone. */
final class InstanceSetup {
  private static final String ENDPOINT = "default";
  private static final Duration LONGEST_START = Duration.ofMinutes(10);

  private final MediaServiceInstance instance;
  private final MediaServiceAdministration administration;
  private final ProbeSetup probe;
  private final Consumer<String> notes;

  InstanceSetup(
      MediaServiceInstance instance,
      MediaServiceAdministration administration,
      ProbeSetup probe,
      Consumer<String> notes) {
    this.instance = instance;
    this.administration = administration;
    this.probe = probe;
    this.notes = notes;
  }

  /** The content key policy that the app's tokens are made for. */
  record KeyPolicy(String name, ClearKeyOption clearKey) {}

  /** What became of a thing, and what to say about it; null for nothing. */
  record Result(Outcome outcome, String detail) {
    static final Result FOUND = new Result(Outcome.found, null);
    static final Result MADE = new Result(Outcome.made, null);
  }

  List<SetupItem> run(EnvironmentSetup.Wishes wishes, KeyPolicy policy) {
    List<SetupItem> items = new ArrayList<>();
    SetupItem instanceItem =
        attempt(
            "instance",
            instance.accountName(),
            () -> {
              instance.probe();
              return Result.FOUND;
            });
    if (!instanceItem.asWanted()) {
      return List.of(instanceItem);
    }
    wishes
        .transforms()
        .forEach(
            (name, properties) ->
                items.add(
                    attempt(
                        "transform", name, () -> transform(name, properties, wishes.update()))));
    items.add(
        attempt("content-key-policy", policy.name(), () -> keyPolicy(policy, wishes.update())));
    items.add(attempt("probe-file", HealthProbe.NAME, () -> probe.run(wishes.update())));
    // Last, because it may take minutes.
    if (wishes.streamingEndpoints()) {
      items.add(attempt("streaming-endpoint", ENDPOINT, this::streamingEndpoint));
    }
    return items;
  }

  private SetupItem attempt(String kind, String name, Supplier<Result> step) {
    Result result;
    try {
      result = step.get();
    } catch (RuntimeException e) {
      result = new Result(Outcome.failed, String.join(" ", FailureText.of(e)));
    }
    return new SetupItem(instance.accountName(), kind, name, result.outcome(), result.detail());
  }

  private Result transform(String name, JsonNode wanted, boolean update) {
    Optional<JsonNode> found = administration.findTransform(name);
    if (found.filter(f -> TransformProperties.haveSameOutputs(wanted, f)).isPresent()) {
      return Result.FOUND;
    }
    if (found.isPresent() && !update) {
      return new Result(
          Outcome.differs,
          "it has other outputs; give --update to replace them, or another name to this one");
    }
    administration.createOrUpdateTransform(name, wanted);
    return found.isPresent() ? new Result(Outcome.updated, "its outputs were others") : Result.MADE;
  }

  private Result keyPolicy(KeyPolicy wanted, boolean update) {
    Optional<MediaServiceAdministration.ContentKeyPolicy> found =
        administration.findContentKeyPolicy(wanted.name());
    if (found.isEmpty()) {
      administration.createOrUpdateContentKeyPolicy(wanted.name(), wanted.clearKey());
      return Result.MADE;
    }
    List<String> differences = differences(wanted.clearKey(), found.get().clearKey());
    if (differences.isEmpty()) {
      return Result.FOUND;
    }
    String what = String.join(", ", differences);
    if (!update) {
      return new Result(
          Outcome.differs,
          what + "; give --update to replace it, or mend the settings that differ from it");
    }
    administration.createOrUpdateContentKeyPolicy(wanted.name(), wanted.clearKey());
    return new Result(Outcome.updated, what);
  }

  private static List<String> differences(ClearKeyOption wanted, Optional<ClearKeyOption> found) {
    if (found.isEmpty()) {
      return List.of("it has not one clear-key option with a JWT of one symmetric key");
    }
    if (found.get().equals(wanted)) {
      return List.of();
    }
    List<String> differences = new ArrayList<>();
    if (!found.get().issuer().equals(wanted.issuer())) {
      differences.add("its issuer is '" + found.get().issuer() + "', not TokenIssuer");
    }
    if (!found.get().audience().equals(wanted.audience())) {
      differences.add("its audience is '" + found.get().audience() + "', not TokenAudience");
    }
    if (differences.isEmpty()) {
      differences.add("its key is not ClearKeyStreamingKey");
    }
    return differences;
  }

  private Result streamingEndpoint() {
    StreamingEndpoint endpoint =
        administration.listStreamingEndpoints().stream()
            .filter(e -> e.name().equalsIgnoreCase(ENDPOINT))
            .findFirst()
            .orElseThrow(
                () ->
                    new CommandFailedException(
                        "there is no streaming endpoint of that name; make it, or give"
                            + " --skip-streaming-endpoints"));
    if (endpoint.isRunning()) {
      return Result.FOUND;
    }
    notes.accept(
        "Starting the streaming endpoint of "
            + instance.accountName()
            + ", which may take some minutes");
    administration.startStreamingEndpoint(endpoint.name(), LONGEST_START);
    return new Result(Outcome.updated, "started; it was " + endpoint.state());
  }
}
