package highavailability.functions;

import highavailability.app.AppComponent;
import java.util.function.Supplier;

/**
 * The one component of the process. It is made when it is first needed; when that fails, because a
 * setting is wrong or Key Vault does not answer, the next invocation tries again.
 */
final class ProcessComponent implements Supplier<AppComponent> {
  private final Supplier<AppComponent> maker;
  private AppComponent component;

  ProcessComponent(Supplier<AppComponent> maker) {
    this.maker = maker;
  }

  @Override
  public synchronized AppComponent get() {
    if (component == null) {
      component = maker.get();
    }
    return component;
  }
}
