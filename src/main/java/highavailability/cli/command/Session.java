package highavailability.cli.command;

import highavailability.app.AppComponent;
import java.util.function.Function;
import java.util.function.Supplier;

/** What a running command has: the app's services, and where to write. */
public final class Session {
  private final Function<String, String> settings;
  private final Supplier<AppComponent> maker;
  private final Terminal terminal;
  private final Output output;
  private AppComponent app;

  Session(
      Function<String, String> settings,
      Supplier<AppComponent> maker,
      Terminal terminal,
      Output output) {
    this.settings = settings;
    this.maker = maker;
    this.terminal = terminal;
    this.output = output;
  }

  /**
   * The app's services.
   *
   * @throws highavailability.app.InvalidSettingsException when settings or secrets are wrong
   */
  public AppComponent app() {
    if (app == null) {
      app = maker.get();
    }
    return app;
  }

  /** App settings, as they are, null when absent. */
  public Function<String, String> settings() {
    return settings;
  }

  /** Where the operator sits. */
  public Terminal terminal() {
    return terminal;
  }

  /** Where results and notes go. */
  public Output output() {
    return output;
  }

  /** The account's name as the configuration has it. */
  public String requireAccount(String name) {
    return app().mediaServiceInstances().get(name).accountName();
  }
}
