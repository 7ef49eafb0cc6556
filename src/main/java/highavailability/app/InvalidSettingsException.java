package highavailability.app;

import java.util.ArrayList;
import java.util.List;

/**
 * Settings or secrets that the app cannot start with. The text names every one that is wrong, one a
 * line, with what is accepted; it shows no secret's value.
 */
public final class InvalidSettingsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ArrayList<String> problems;

  InvalidSettingsException(List<String> problems) {
    super(
        "The app cannot start before its settings are corrected ("
            + problems.size()
            + (problems.size() == 1 ? " problem" : " problems")
            + "):\n- "
            + String.join("\n- ", problems));
    this.problems = new ArrayList<>(problems);
  }

  /** Everything that is wrong, each with what is accepted. */
  public List<String> problems() {
    return List.copyOf(problems);
  }
}
