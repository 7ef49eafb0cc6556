package highavailability.local;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The app settings (in Azure: environment variables) that the functions' annotations refer to. */
final class AppSettings {
  private static final String DEFAULT_CONNECTION = "AzureWebJobsStorage";
  private static final Pattern REFERENCE = Pattern.compile("%([^%]+)%");

  private final Map<String, String> values;

  AppSettings(Map<String, String> values) {
    this.values = Map.copyOf(values);
  }

  /**
   * Replaces each {@code %Name%} by the setting of that name.
   *
   * @param problems gets a line for every setting that is missing
   */
  String resolve(String text, String where, List<String> problems) {
    return REFERENCE
        .matcher(text)
        .replaceAll(
            reference -> {
              String name = reference.group(1);
              if (!values.containsKey(name)) {
                problems.add(
                    "%s refers to the app setting '%s', which is missing".formatted(where, name));
              }
              return Matcher.quoteReplacement(values.getOrDefault(name, ""));
            });
  }

  /**
   * The connection string that a trigger's {@code connection} names: the setting of that name, or
   * of that name after {@code AzureWebJobs}; without a name {@code AzureWebJobsStorage}
   * (azure-docs, articles/azure-functions/functions-bindings-storage-queue-trigger.md,
   * "connection").
   */
  Optional<String> connectionString(String connection) {
    String name = connection.isEmpty() ? DEFAULT_CONNECTION : connection;
    return Optional.ofNullable(values.get("AzureWebJobs" + name))
        .or(() -> Optional.ofNullable(values.get(name)));
  }
}
