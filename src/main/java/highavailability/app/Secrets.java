package highavailability.app;

import java.util.Optional;

/** Where the app's secrets are kept. */
public interface Secrets {
  /**
   * The value of a secret; a blank one counts as absent.
   *
   * @param name letters, digits and hyphens
   * @throws SecretAccessException when it cannot be told whether there is such a secret
   */
  Optional<String> find(String name);

  /** Where a secret of that name is looked for, in words for an operator. */
  String place(String name);
}
