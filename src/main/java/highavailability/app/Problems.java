package highavailability.app;

import java.util.ArrayList;
import java.util.List;

/** Collects everything that is wrong with settings and secrets, to be told at once. */
final class Problems {
  private final List<String> found = new ArrayList<>();

  void add(String problem) {
    found.add(problem);
  }

  int count() {
    return found.size();
  }

  void throwIfAny() {
    if (!found.isEmpty()) {
      throw new InvalidSettingsException(found);
    }
  }
}
