package highavailability.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import highavailability.app.AppComponent;
import highavailability.app.OperatorIdentity;
import highavailability.jobs.InvalidMessageException;
import highavailability.jobs.Json;
import highavailability.mediaservices.MediaServiceCallLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/** Whoever runs a command: with what settings, and where results go. */
public final class Operator {
  private final Function<String, String> environment;
  private final Terminal terminal;
  private final MediaServiceCallLimits limits;

  /**
   * Takes settings from an environment.
   *
   * @param limits for calls to instances
   */
  public Operator(
      Function<String, String> environment, Terminal terminal, MediaServiceCallLimits limits) {
    this.environment = environment;
    this.terminal = terminal;
    this.limits = limits;
  }

  /** Begins a command; the app is wired when its services are first asked for. */
  Session begin(CommonOptions options) {
    Function<String, String> settings = settings(options.settingsFile);
    return new Session(
        settings,
        () -> AppComponent.create(settings, OperatorIdentity::credential, limits),
        terminal,
        new Output(terminal, options.format));
  }

  private Function<String, String> settings(Optional<Path> file) {
    if (file.isEmpty()) {
      return environment;
    }
    JsonNode values = values(file.get());
    return name -> {
      String value = environment.apply(name);
      return value == null ? values.path(name).textValue() : value;
    };
  }

  private static JsonNode values(Path file) {
    String cure =
        "; give a local.settings.json as the Functions tools write it, with app settings in"
            + " \"Values\".";
    try {
      JsonNode settings = Json.tree(Files.readString(file));
      if (settings.path("IsEncrypted").asBoolean()) {
        throw new CommandFailedException(
            file + " is encrypted; decrypt it with: func settings decrypt");
      }
      if (!settings.path("Values").isObject()) {
        throw new CommandFailedException(file + " has no \"Values\"" + cure);
      }
      return settings.path("Values");
    } catch (InvalidMessageException e) {
      throw new CommandFailedException(file + " is not JSON" + cure, e);
    } catch (IOException e) {
      throw new CommandFailedException(file + " cannot be read" + cure, e);
    }
  }
}
