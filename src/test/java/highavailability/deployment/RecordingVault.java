package highavailability.deployment;

import highavailability.app.Secrets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A vault that remembers what it was asked for. */
final class RecordingVault implements Secrets {
  private final Map<String, String> values;
  private final Set<String> asked = new TreeSet<>();

  RecordingVault(Map<String, String> values) {
    this.values = values;
  }

  @Override
  public Optional<String> find(String name) {
    asked.add(name);
    return Optional.ofNullable(values.get(name));
  }

  @Override
  public String place(String name) {
    return name;
  }

  Set<String> asked() {
    return asked;
  }
}
