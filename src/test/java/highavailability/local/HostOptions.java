package highavailability.local;

import com.microsoft.azure.functions.spi.inject.FunctionInstanceInjector;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a {@link LocalFunctionsHost} runs.
 *
 * @param hostJson the app's host.json
 * @param appSettings what the functions' annotations refer to
 * @param functionClasses the classes with the functions
 * @param injector gives the instance for each invocation
 * @param port the port of the webhooks; 0 for any free one
 */
public record HostOptions(
    Path hostJson,
    Map<String, String> appSettings,
    List<Class<?>> functionClasses,
    FunctionInstanceInjector injector,
    int port) {

  public HostOptions {
    appSettings = Map.copyOf(appSettings);
    functionClasses = List.copyOf(functionClasses);
  }
}
