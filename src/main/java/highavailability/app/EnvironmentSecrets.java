package highavailability.app;

import java.util.Optional;
import java.util.function.Function;

/**
 * Secrets in app settings: the embedded default. A hyphen, which an environment variable cannot
 * have, is an underscore there.
 *
 * <p>The queue triggers take their connection from the same setting as the app. Whatever {@code
 * StorageAccountConnectionString} holds the Functions host takes for a connection string, and a
 * service URI it looks for in {@code StorageAccountConnectionString__queueServiceUri}; so does this
 * class, and an operator has to set it once only.
 */
public final class EnvironmentSecrets implements Secrets {
  private static final String QUEUE_URI_SUFFIX = "__queueServiceUri";

  private final Function<String, String> environment;

  /**
   * Reads from an environment.
   *
   * @param environment gives the value of an app setting, null when it is absent
   */
  public EnvironmentSecrets(Function<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public Optional<String> find(String name) {
    Optional<String> value = read(settingOf(name));
    return value.isEmpty() && isTriggerConnection(name) ? read(name + QUEUE_URI_SUFFIX) : value;
  }

  @Override
  public String place(String name) {
    return "app setting "
        + settingOf(name)
        + (isTriggerConnection(name)
            ? " (or " + name + QUEUE_URI_SUFFIX + " for a service URI)"
            : "");
  }

  private Optional<String> read(String setting) {
    return Optional.ofNullable(environment.apply(setting))
        .map(String::strip)
        .filter(v -> !v.isEmpty());
  }

  private static boolean isTriggerConnection(String name) {
    return name.equals(AppSecrets.STORAGE);
  }

  private static String settingOf(String name) {
    return name.replace('-', '_');
  }
}
